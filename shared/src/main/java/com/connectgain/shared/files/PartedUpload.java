package com.connectgain.shared.files;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * An object written as a stream: one part is in memory at a time. Nothing is there to be seen before {@link #complete};
 * closed without it, nothing is left behind.
 */
public final class PartedUpload extends OutputStream {

    /** S3 takes no smaller part but the last, and 10,000 of them: 80 GB. */
    static final int PART = 8 * 1024 * 1024;

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String contentType;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private long written;
    private String uploadId;
    private boolean done;

    PartedUpload(S3Client s3, String bucket, String key, String contentType) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.contentType = contentType;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == PART) {
                sendPart();
            }
            int room = Math.min(left, PART - filled);
            if (filled + room > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(PART, Math.max(buffer.length * 2, filled + room)));
            }
            System.arraycopy(bytes, from, buffer, filled, room);
            filled += room;
            from += room;
            left -= room;
            written += room;
        }
    }

    public long written() {
        return written;
    }

    /** Makes the object; what was written without it is thrown away by {@link #close}. */
    public void complete() {
        if (uploadId == null) {
            s3.putObject(
                    PutObjectRequest.builder()
                            .bucket(bucket)
                            .key(key)
                            .contentType(contentType)
                            .build(),
                    body());
        } else {
            sendPart();
            s3.completeMultipartUpload(request ->
                    request.bucket(bucket).key(key).uploadId(uploadId).multipartUpload(upload -> upload.parts(parts)));
        }
        done = true;
    }

    private void sendPart() {
        if (uploadId == null) {
            uploadId = s3.createMultipartUpload(
                            request -> request.bucket(bucket).key(key).contentType(contentType))
                    .uploadId();
        }
        int number = parts.size() + 1;
        UploadPartRequest request = UploadPartRequest.builder()
                .bucket(bucket)
                .key(key)
                .uploadId(uploadId)
                .partNumber(number)
                .contentLength((long) filled)
                .build();
        String etag = s3.uploadPart(request, body()).eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        filled = 0;
    }

    private RequestBody body() {
        return RequestBody.fromRemainingByteBuffer(ByteBuffer.wrap(buffer, 0, filled));
    }

    @Override
    public void close() {
        if (!done && uploadId != null) {
            s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(uploadId));
        }
        done = true;
        buffer = new byte[0];
    }
}
