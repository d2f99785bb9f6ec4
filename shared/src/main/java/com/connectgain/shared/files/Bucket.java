package com.connectgain.shared.files;

import com.connectgain.shared.kernel.AwsClients;
import com.connectgain.shared.kernel.Once;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The objects of one bucket. Thread-safe. */
public final class Bucket {

    private static final int NOT_FOUND = 404;
    private static final int BAD_RANGE = 416;

    private final AwsClients aws;
    private final String name;
    private final Optional<String> endpoint;
    private final Once<S3Presigner> presigner = Once.of(this::makePresigner);

    /** @param endpoint where the bucket is, if not where AWS has it */
    public Bucket(AwsClients aws, String name, Optional<String> endpoint) {
        this.aws = aws;
        this.name = name;
        this.endpoint = endpoint;
    }

    private S3Presigner makePresigner() {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(aws.region())
                .credentialsProvider(aws.credentials())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(endpoint.isPresent())
                        .build());
        endpoint.map(URI::create).ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private S3Client s3() {
        return aws.s3();
    }

    public Optional<StoredFile> find(String key) {
        try {
            HeadObjectResponse head =
                    s3().headObject(request -> request.bucket(name).key(key));
            return Optional.of(new StoredFile(key, head.contentLength(), head.contentType()));
        } catch (S3Exception refused) {
            if (refused.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** A piece of an object; shorter where the object ends, empty beyond it. */
    public byte[] read(String key, long from, int length) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(name)
                .key(key)
                .range("bytes=" + from + "-" + (from + length - 1))
                .build();
        try {
            return s3().getObjectAsBytes(request).asByteArrayUnsafe();
        } catch (S3Exception refused) {
            if (refused.statusCode() == BAD_RANGE) {
                return new byte[0];
            }
            throw refused;
        }
    }

    public void write(String key, String contentType, byte[] bytes) {
        s3().putObject(
                        PutObjectRequest.builder()
                                .bucket(name)
                                .key(key)
                                .contentType(contentType)
                                .build(),
                        RequestBody.fromBytes(bytes));
    }

    /** A new object that is written as a stream, however long it becomes. */
    public PartedUpload upload(String key, String contentType) {
        return new PartedUpload(s3(), name, key, contentType);
    }

    /** The keys that begin with {@code prefix}, in order. */
    public List<String> list(String prefix) {
        return s3().listObjectsV2Paginator(request -> request.bucket(name).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    public void delete(String key) {
        s3().deleteObject(request -> request.bucket(name).key(key));
    }

    /** The bucket itself refuses a file of another size or type: both are part of what is signed. */
    public SignedUpload signUpload(String key, String contentType, long size, Instant now, Duration valid) {
        var signed = presigner
                .get()
                .presignPutObject(presign -> presign.signatureDuration(valid)
                        .putObjectRequest(put -> put.bucket(name)
                                .key(key)
                                .contentType(contentType)
                                .contentLength(size)));
        Map<String, String> headers = new TreeMap<>();
        signed.signedHeaders().forEach((header, values) -> {
            if (!header.equalsIgnoreCase("host")) {
                headers.put(header.toLowerCase(java.util.Locale.ROOT), String.join(",", values));
            }
        });
        return new SignedUpload(signed.url().toString(), Map.copyOf(headers), now.plus(valid));
    }

    /** A link under which the object is downloaded as {@code fileName}. */
    public String signDownload(String key, String fileName, Duration valid) {
        String encoded = URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20");
        return presigner
                .get()
                .presignGetObject(presign -> presign.signatureDuration(valid)
                        .getObjectRequest(get -> get.bucket(name)
                                .key(key)
                                .responseContentDisposition("attachment; filename*=UTF-8''" + encoded)))
                .url()
                .toString();
    }
}
