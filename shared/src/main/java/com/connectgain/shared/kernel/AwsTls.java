package com.connectgain.shared.kernel;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * TLS to AWS's endpoints. Java sends a key for X25519 and one for P-256 along with every hello, and before its first
 * P-256 key a JVM computes tables that take as long as all the rest of a handshake. AWS's endpoints take X25519. Should
 * one not, its refusal ends that connection, and the next, which the SDK's retry opens, offers what Java knows.
 */
final class AwsTls implements TlsSocketStrategy {

    private static final String[] QUICK_GROUPS = {"x25519"};

    private volatile boolean quick = true;

    /** Java keeps it, once made: that reads every certificate that it trusts. */
    static SSLSocketFactory sockets() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    @Override
    public SSLSocket upgrade(Socket socket, String host, int port, Object attachment, HttpContext context)
            throws IOException {
        SSLSocket secured = (SSLSocket) sockets().createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (quick) {
            parameters.setNamedGroups(QUICK_GROUPS);
        }
        secured.setSSLParameters(parameters);
        try {
            secured.startHandshake();
        } catch (IOException refused) {
            quick = false;
            throw refused;
        }
        return secured;
    }
}
