package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.NodeClient;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(CloudExtension.class)
class SupabaseDataTest {

    @ParameterizedTest
    @ValueSource(strings = {"read.mjs", "write.mjs", "inbox.mjs"})
    void unmodifiedClientFindsEveryMethodOfItsBuildersAnswered(String script, LocalCloud cloud) throws Exception {
        Team team = new Team(cloud);

        NodeClient.Run run = NodeClient.run(
                script,
                cloud.url(),
                cloud.connection().anonKey(),
                team.owner().token(),
                team.owner().id());

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("passed");
    }
}
