package com.connectgain.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.http.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestCloud.Shared.class)
class WireTest {

    private static final int MALFORMED = 10_000;

    private final TestCloud cloud;

    WireTest(TestCloud cloud) {
        this.cloud = cloud;
    }

    /** Sends bytes, closes the sending side and answers the status line. */
    private String statusLine(byte[] sent) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", cloud.cloud.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(sent);
            socket.shutdownOutput();
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = reader.readLine();
            return line == null ? "" : line;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        GET /items/1                                                                      | 400
        GET  /items/1 HTTP/1.1~Host: a~~                                                  | 400
        GET /items/1 HTTP/9.9~Host: a~~                                                   | 400
        GET items HTTP/1.1~Host: a~~                                                      | 400
        GET /items/%zz HTTP/1.1~Host: a~~                                                 | 400
        GET /items/1 HTTP/1.1~~                                                           | 400
        GET /items/1 HTTP/1.1~Host: a~Host: b~~                                           | 400
        GET /items/1 HTTP/1.1~Host : a~~                                                  | 400
        GET /items/1 HTTP/1.1~Host: a~ folded: x~~                                        | 400
        GET /items/1 HTTP/1.1~Host: a~NoColon~~                                           | 400
        POST /items HTTP/1.1~Host: a~Content-Length: -1~~                                 | 400
        POST /items HTTP/1.1~Host: a~Content-Length: 1,1~~x                               | 400
        POST /items HTTP/1.1~Host: a~Content-Length: 5~~x                                 | 400
        POST /items HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 2~~x               | 400
        POST /items HTTP/1.1~Host: a~Content-Length: 1~Transfer-Encoding: chunked~~0~~    | 400
        POST /items HTTP/1.1~Host: a~Transfer-Encoding: gzip~~                            | 400
        POST /items HTTP/1.1~Host: a~Transfer-Encoding: chunked~~zz~~                     | 400
        POST /items HTTP/1.1~Host: a~Transfer-Encoding: chunked~~5~ab~0~~                 | 400
        POST /items HTTP/1.1~Host: a~Transfer-Encoding: chunked~~FFFFFFFF~~               | 413
        POST /items HTTP/1.1~Host: a~Content-Length: 99999999999999999999~~               | 413
        POST /items HTTP/1.1~Host: a~Expect: magic~~                                      | 417
        POST /items HTTP/1.1~Host: a~Transfer-Encoding: chunked~~2;x=y~ab~0~T: 1~~        | 200
        GET http://a/items/1 HTTP/1.1~Host: a~~                                           | 200
        GET /items/1 HTTP/1.0~~                                                           | 200
        """)
    void requestOnTheWireIsAnswered(String request, int status) throws IOException {
        String text = request.replace("~", "\r\n") + (request.contains("~") ? "" : "\r\n\r\n");
        assertThat(statusLine(text.getBytes(StandardCharsets.ISO_8859_1))).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void rawFilterSignsInTheQueryArriveVerbatim() throws IOException {
        String query = "tags=cs.{vip,\"a|b\"}&or=(a.eq.1,b.lt.<2>)^`\\";
        try (Socket socket = new Socket("127.0.0.1", cloud.cloud.port())) {
            socket.getOutputStream()
                    .write(("GET /items/1?" + query + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
            assertThat(Json.read(body).path("event").path("rawQueryString").asText())
                    .isEqualTo(query);
        }
    }

    @Test
    void longHeadIsRefused() throws IOException {
        String line = "GET /items/" + "x".repeat(11_000) + " HTTP/1.1\r\nHost: a\r\n\r\n";
        String header = "GET /items/1 HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(11_000) + "\r\n\r\n";
        assertThat(statusLine(line.getBytes(StandardCharsets.US_ASCII))).startsWith("HTTP/1.1 414");
        assertThat(statusLine(header.getBytes(StandardCharsets.US_ASCII))).startsWith("HTTP/1.1 431");
    }

    @Test
    void connectionIsKeptForTheNextRequest() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", cloud.cloud.port())) {
            for (int round = 0; round < 3; round++) {
                socket.getOutputStream()
                        .write("HEAD /any/x HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                InputStream input = socket.getInputStream();
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) input.read());
                }
                assertThat(head).startsWith("HTTP/1.1 200").contains("connection: keep-alive");
            }
        }
    }

    @Test
    void malformedRequestsGiveOnlyClientErrors() throws IOException {
        Random random = new Random(42);
        for (int index = 0; index < MALFORMED; index++) {
            byte[] request = malformed(random);
            String line = statusLine(request);
            assertThat(line)
                    .as(() -> new String(request, StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 4");
        }
        assertThat(cloud.send("GET", "/items/1", "").statusCode()).isEqualTo(200);
    }

    /** A request that is broken in one of many ways, filled up with random bytes. */
    private static byte[] malformed(Random random) {
        byte[] noise = new byte[1 + random.nextInt(60)];
        random.nextBytes(noise);
        String junk =
                new String(noise, StandardCharsets.ISO_8859_1).replace("\r", "").replace("\n", "");
        String start = random.nextBoolean() ? "GET /items/1 HTTP/1.1\r\n" : "POST /items HTTP/1.1\r\n";
        List<String> kinds = List.of(
                "\u0001" + junk,
                "\u0001" + junk + "\r\n\r\n",
                "G\u0000T /" + junk + " HTTP/1.1\r\nHost: a\r\n\r\n",
                start + "Host: a\r\n\u0002" + junk + "\r\n\r\n",
                start + "Host: a\r\nX: \u0001" + junk + "\r\n\r\n",
                start + "Host: a\r\nContent-Length: x" + junk + "\r\n\r\n",
                start + "Host: a\r\nContent-Length: 500\r\n\r\n" + junk,
                start + "Host: a\r\nTransfer-Encoding: chunked\r\n\r\nx" + junk,
                start + "Host: a\nX: y\n\n" + junk,
                start.substring(0, 1 + random.nextInt(start.length() - 1)),
                "GET /%" + (char) ('g' + random.nextInt(10)) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /" + "a".repeat(random.nextInt(3)) + "/../" + random.nextInt() + " HTTP/1.1\r\nHost: a\r\n\r\n",
                start + "Host: a\r\n" + ("A: b\r\n").repeat(201 + random.nextInt(50)) + "\r\n");
        return kinds.get(random.nextInt(kinds.size())).getBytes(StandardCharsets.ISO_8859_1);
    }
}
