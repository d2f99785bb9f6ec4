package com.connectgain.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.files.Bucket;
import com.connectgain.shared.files.PartedUpload;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Objects written in parts and read in pieces. */
@ExtendWith(CloudExtension.class)
class BucketTest {

    private static final int PART = 8 * 1024 * 1024;

    private final Bucket bucket;

    BucketTest(LocalCloud cloud) {
        Map<String, String> settings = new HashMap<>(cloud.kernel().settings().values());
        this.bucket = new Kernel(new Settings(settings), cloud.clock()).media();
    }

    @Test
    void partsBecomeOneObject() {
        for (int size : new int[] {0, 10, PART, 2 * PART + 1}) {
            byte[] written = new byte[size];
            new Random(size).nextBytes(written);
            String key = "tmp/parts/" + Ids.next();
            try (PartedUpload upload = bucket.upload(key, "text/csv")) {
                for (int at = 0; at < size; at += 100_000) {
                    upload.write(written, at, Math.min(100_000, size - at));
                }
                assertThat(bucket.find(key)).isEmpty();
                upload.complete();
            }
            assertThat(bucket.find(key).orElseThrow().size()).isEqualTo(size);
            int tail = Math.min(size, 1_000);
            assertThat(bucket.read(key, Math.max(0, size - tail), PART))
                    .isEqualTo(java.util.Arrays.copyOfRange(written, size - tail, size));
            assertThat(bucket.read(key, size + 5L, 10)).isEmpty();
        }
    }

    @Test
    void nothingIsLeftOfAnUploadThatWasGivenUp() {
        String key = "tmp/parts/" + Ids.next();
        try (PartedUpload upload = bucket.upload(key, "text/csv")) {
            upload.write(new byte[PART + 5], 0, PART + 5);
        }
        assertThat(bucket.find(key)).isEmpty();
    }
}
