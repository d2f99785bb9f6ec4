package com.connectgain.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.NodeClient;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class SupabaseSalesTest {

    @Test
    void unmodifiedClientReadsCountsTimelinesReportsAndLinks(LocalCloud cloud) throws Exception {
        Sales sales = Sales.open(cloud);

        NodeClient.Run run =
                NodeClient.run("sales.mjs", cloud.url(), cloud.connection().anonKey(), sales.token(), sales.user);

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("passed");
    }
}
