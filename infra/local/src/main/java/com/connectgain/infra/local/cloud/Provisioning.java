package com.connectgain.infra.local.cloud;

import com.connectgain.infra.local.template.Template;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Creates what the template declares and is not there yet. */
public final class Provisioning {

    private final Clients clients;
    private final QueueServer queues;

    public Provisioning(Clients clients, QueueServer queues) {
        this.clients = clients;
        this.queues = queues;
    }

    public void run(Template template) {
        // A redrive policy must name a queue that exists: setting it later breaks message moves in ElasticMQ.
        template.queues().stream()
                .sorted(Comparator.comparing(queue -> queue.attributes().containsKey("RedrivePolicy")))
                .forEach(this::queue);
        template.queues().forEach(queue -> queues.restore(queue.name()));
        TableProvisioning tables = new TableProvisioning(clients.dynamo());
        template.tables().forEach(tables::provide);
        template.buckets().forEach(this::bucket);
    }

    private void queue(Template.Queue queue) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        queue.attributes().forEach((name, value) -> {
            // AWS knows FIFO queues by true only; false is said by silence.
            if (!value.equals("false")) {
                attributes.put(QueueAttributeName.fromValue(name), value);
            }
        });
        clients.sqs().createQueue(request -> request.queueName(queue.name()).attributes(attributes));
    }

    private void bucket(Template.Bucket bucket) {
        try {
            clients.s3().createBucket(request -> request.bucket(bucket.name()));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException kept) {
            // It was kept from the last run.
        }
    }
}
