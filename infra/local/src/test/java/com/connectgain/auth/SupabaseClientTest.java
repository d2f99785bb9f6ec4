package com.connectgain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class SupabaseClientTest {

    @Test
    void unmodifiedClientGoesThroughTheLifeOfAnAccount(LocalCloud cloud) throws Exception {
        NodeClient.Run run =
                NodeClient.run("account.mjs", cloud.url(), cloud.connection().anonKey());

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("account flow passed");
    }
}
