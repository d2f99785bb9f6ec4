package com.connectgain.infra.local;

import com.connectgain.infra.local.template.FunctionSpec;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a developer sees when the cloud is up: where it is, the keys, and calls to paste. */
final class Banner {

    private Banner() {}

    static String of(LocalCloud cloud) {
        Connection connection = cloud.connection();
        Optional<Seed.Demo> demo = connection.demo();
        StringBuilder text = new StringBuilder("\nConnectGain runs at " + connection.url() + "\n\n");
        text.append("  anon key          ").append(connection.anonKey()).append('\n');
        text.append("  service role key  ").append(connection.serviceRoleKey()).append('\n');
        demo.ifPresent(planted -> text.append("  API key           ")
                .append(planted.apiKey())
                .append("\n  organization      ")
                .append(planted.organizationId())
                .append("\n  owner             ")
                .append(planted.ownerEmail())
                .append(" / ")
                .append(planted.ownerPassword())
                .append('\n'));
        text.append("\nTry it:\n")
                .append("  curl -s ").append(connection.url()).append("/functions/v1/test-echo")
                .append(" -H 'Content-Type: application/json' -d '{\"hello\":\"world\"}'\n")
                .append(demo.map(planted -> "  curl -s '" + connection.url() + "/rest/v1/contacts?select=id,name&limit=5' -H 'apikey: "
                                + connection.anonKey() + "' -H 'X-API-Key: " + planted.apiKey() + "'\n")
                        .orElse("  curl -s " + connection.url() + "/_sandbox/queues\n"))
                .append("  curl -s '").append(connection.url()).append("/_sandbox/calls'\n");
        if (!cloud.missingHandlers().isEmpty()) {
            text.append("\nNot on the class path, so these functions answer 500: ")
                    .append(cloud.missingHandlers().stream()
                            .map(FunctionSpec::className)
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        return text.append("\nCtrl-C stops it.\n").toString();
    }
}
