package com.connectgain.infra.local.sources;

import com.connectgain.infra.local.cloud.ObjectListener;
import com.connectgain.infra.local.functions.Background;
import com.connectgain.infra.local.functions.LambdaFunction;
import com.connectgain.infra.local.template.Site;
import com.connectgain.infra.local.template.Trigger;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Sends S3's notifications to the functions that asked for them. */
public final class ObjectNotifications implements ObjectListener {

    private final List<LambdaFunction> functions;
    private final Background background;
    private final Clock clock;

    public ObjectNotifications(List<LambdaFunction> functions, Background background, Clock clock) {
        this.functions = functions;
        this.background = background;
        this.clock = clock;
    }

    @Override
    public void changed(String event, String bucket, String key, long size, String etag) {
        for (LambdaFunction function : functions) {
            function.spec()
                    .triggers(Trigger.Bucket.class)
                    .filter(trigger -> trigger.bucketName().equals(bucket) && trigger.takes(event, key))
                    .forEach(trigger -> background.invokeLater(function, event(event, bucket, key, size, etag)));
        }
    }

    private ObjectNode event(String event, String bucket, String key, long size, String etag) {
        ObjectNode notification = Json.object();
        ObjectNode record = notification
                .putArray("Records")
                .addObject()
                .put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", Site.REGION)
                .put("eventTime", clock.instant().toString())
                .put("eventName", event);
        ObjectNode s3 = record.putObject("s3").put("s3SchemaVersion", "1.0");
        s3.putObject("bucket").put("name", bucket).put("arn", "arn:aws:s3:::" + bucket);
        s3.putObject("object")
                .put("key", URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/"))
                .put("size", size)
                .put("eTag", etag == null ? "" : etag.replace("\"", ""));
        return notification;
    }
}
