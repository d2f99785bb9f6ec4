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
        text.append("\nTry it:\n");
        demo.ifPresent(planted -> text.append(calls(connection, planted)));
        if (!cloud.missingHandlers().isEmpty()) {
            text.append("\nNot on the class path, so these functions answer 500: ")
                    .append(cloud.missingHandlers().stream()
                            .map(FunctionSpec::className)
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        return text.append("\nCtrl-C stops it.\n").toString();
    }

    private static String calls(Connection connection, Seed.Demo demo) {
        String functions = connection.url() + "/functions/v1";
        return """
              curl -s '%1$s/rest-api-proxy/contacts?select=id,first_name,phones&limit=5' -H 'X-API-Key: %2$s'
              curl -s '%1$s/list-organizations' -H 'X-API-Key: %2$s'
              curl -s '%3$s/auth/v1/token?grant_type=password' -H 'apikey: %4$s' -H 'Content-Type: application/json' \
                -d '{"email":"%5$s","password":"%6$s"}'
            """.formatted(
                        functions,
                        demo.apiKey(),
                        connection.url(),
                        connection.anonKey(),
                        demo.ownerEmail(),
                        demo.ownerPassword());
    }
}
