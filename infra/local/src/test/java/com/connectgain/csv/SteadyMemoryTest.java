package com.connectgain.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The worker in a process with a small heap. {@code -Dcsv.rows=50000} is the size that the product promises; the usual
 * run is smaller for the sake of everybody's time, with a heap that is smaller too.
 */
@ExtendWith(CloudExtension.class)
class SteadyMemoryTest {

    private static final int ROWS = Integer.getInteger("csv.rows", 800);
    private static final String HEAP = ROWS > 10_000 ? "-Xmx256m" : "-Xmx96m";

    private final LocalCloud cloud;
    private final Desk desk;

    SteadyMemoryTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.desk = Desk.open(cloud);
    }

    private String run(String job, String type) throws IOException, InterruptedException {
        Process worker = process(job, type);
        String output = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(worker.waitFor()).as(output).isZero();
        System.out.print(output);
        return output;
    }

    private Process process(String job, String type) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                LargeImport.class.getName(),
                desk.organization,
                job,
                type));
        builder.environment().putAll(cloud.kernel().settings().values());
        return builder.redirectErrorStream(true).start();
    }

    @Test
    void largeFilesGoThroughASmallHeap() throws Exception {
        String csv = IntStream.range(0, ROWS)
                .mapToObj(i -> "Person " + i + ",Family,p" + i + "@example.com,+2010" + (10_000_000 + i) + ",Company "
                        + i % 200 + ",Engineer,Cairo,\"A remark, quoted, about number " + i + "\"")
                .collect(Collectors.joining(
                        "\n", "First Name,Last Name,Email,Phone Number,Company name,Job Title,City,Notes\n", "\n"));
        byte[] file = csv.getBytes(StandardCharsets.UTF_8);
        JsonNode created = desk.post(
                        "import-jobs", Json.object().put("kind", "contacts").put("file_size", file.length))
                .body();
        assertThat(Desk.upload(created, file).statusCode()).isEqualTo(200);
        String job = created.path("job_id").asText();

        run(job, "import");

        assertThat(desk.job(job).path("imported").asInt()).isEqualTo(ROWS);
        assertThat(desk.job(job).at("/created_counts/companies").asInt()).isEqualTo(200);
        String export = Json.read(desk.export("entity=contacts&background=true").body())
                .path("job_id")
                .asText();
        desk.idle();
        JsonNode done = Json.read(desk.export("job_id=" + export).body());
        assertThat(done.path("rows").asInt()).isEqualTo(ROWS);
    }
}
