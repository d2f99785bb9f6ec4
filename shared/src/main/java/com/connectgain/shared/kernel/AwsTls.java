package com.connectgain.shared.kernel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * TLS to AWS's endpoints, without what a first connection would spend most of its time on: reading the 150 authorities
 * that Java trusts, where AWS has its certificates from five, and the tables for keys of P-256, which Java sends along
 * with one for X25519, where AWS takes X25519. Should that not do for an endpoint, it ends the connection, and the next,
 * which the SDK's retry opens, offers and trusts all that Java does.
 */
final class AwsTls implements TlsSocketStrategy {

    private static final String ROOTS = "amazon-roots.pem";
    private static final String[] QUICK_GROUPS = {"x25519"};
    private static final DefaultHostnameVerifier NAMES = new DefaultHostnameVerifier();

    private final Once<SSLSocketFactory> amazon;
    private volatile boolean quick = true;

    /** @param authorities a file of PEM certificates to trust, rather than Amazon's */
    AwsTls(Optional<Path> authorities) {
        this.amazon = Once.of(() -> trusting(authorities));
    }

    /** Does what a first connection needs and no server has a part in. */
    void prepare() {
        amazon.get();
    }

    @Override
    public SSLSocket upgrade(Socket socket, String host, int port, Object attachment, HttpContext context)
            throws IOException {
        try {
            return quick ? amazons(socket, host, port) : anyones(socket, host, port);
        } catch (IOException refused) {
            quick = false;
            throw refused;
        }
    }

    private SSLSocket amazons(Socket socket, String host, int port) throws IOException {
        SSLSocket secured = connect(amazon.get(), socket, host, port, terms -> terms.setNamedGroups(QUICK_GROUPS));
        // Not by Java's own rules for names, which tell public authorities from others, and read all of them for it.
        NAMES.verify(host, (X509Certificate) secured.getSession().getPeerCertificates()[0]);
        return secured;
    }

    private static SSLSocket anyones(Socket socket, String host, int port) throws IOException {
        SSLSocketFactory sockets = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return connect(sockets, socket, host, port, terms -> terms.setEndpointIdentificationAlgorithm("HTTPS"));
    }

    private static SSLSocket connect(
            SSLSocketFactory sockets, Socket socket, String host, int port, Consumer<SSLParameters> terms)
            throws IOException {
        SSLSocket secured = (SSLSocket) sockets.createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        terms.accept(parameters);
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static SSLSocketFactory trusting(Optional<Path> authorities) {
        try (InputStream file = authorities.isPresent()
                ? Files.newInputStream(authorities.get())
                : AwsTls.class.getResourceAsStream(ROOTS)) {
            // Certificates are read byte by byte.
            InputStream pem = new ByteArrayInputStream(file.readAllBytes());
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry(Integer.toString(trusted.size()), each);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
    }
}
