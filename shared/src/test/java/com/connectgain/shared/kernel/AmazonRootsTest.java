package com.connectgain.shared.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.junit.jupiter.api.Test;

class AmazonRootsTest {

    @Test
    void javaTrustsThemToo() throws Exception {
        Path authorities = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        KeyStore javas = KeyStore.getInstance(authorities.toFile(), (char[]) null);
        for (Certificate root : roots()) {
            assertThat(javas.getCertificateAlias(root)).isNotNull();
        }
    }

    @Test
    void theyAreValidForAnotherYear() throws Exception {
        Date soon = Date.from(Instant.now().plus(Duration.ofDays(365)));
        for (Certificate root : roots()) {
            ((X509Certificate) root).checkValidity(soon);
        }
    }

    private static Collection<? extends Certificate> roots() throws Exception {
        try (InputStream pem = AwsTls.class.getResourceAsStream("amazon-roots.pem")) {
            var roots = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            assertThat(roots).hasSize(5);
            return roots;
        }
    }
}
