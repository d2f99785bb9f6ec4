package com.connectgain.infra.local.cloud;

/** Hears of changed objects; {@code event} is S3's name without the {@code s3:} prefix. */
public interface ObjectListener {

    void changed(String event, String bucket, String key, long size, String etag);
}
