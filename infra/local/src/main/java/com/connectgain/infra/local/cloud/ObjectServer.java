package com.connectgain.infra.local.cloud;

import com.connectgain.infra.local.DataFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** S3 over HTTP, with objects in memory or as files; it checks signatures, so presigned URLs really expire. */
public final class ObjectServer implements AutoCloseable {

    private final S3Proxy server;

    public ObjectServer(DataFolder data, ObjectListener listener) throws Exception {
        Optional<Path> folder = data.folder("s3");
        BlobStore store = folder.isPresent()
                ? new FilesystemNio2BlobStore(folder.get().toString())
                : new TransientNio2BlobStore();
        server = S3Proxy.builder()
                .blobStore(new NotifyingBlobStore(store, listener))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, Clients.ACCESS_KEY, Clients.SECRET_KEY)
                .build();
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    @Override
    public void close() {
        Stopping.run(() -> {
            server.stop();
            return null;
        });
    }
}
