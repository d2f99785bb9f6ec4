package com.connectgain.shared.auth;

import com.connectgain.shared.http.Problem;
import java.util.Set;

/**
 * Who is calling, resolved once from the credential. The organization comes from here and from nowhere else.
 *
 * @param organizationId the one organization this call may touch; null for NONE, ANON and SERVICE, and for a user
 *     who belongs to none
 * @param userId the signed-in user; null for keys and the service role
 * @param sessionId the user's session; null for anything but USER
 * @param keyId the API key; null for anything but API_KEY
 * @param name the key's name or the user's e-mail, for audit entries
 * @param role the user's role in the organization; null for anything but USER
 * @param permissions the flags that are on
 */
public record Caller(
        Credential credential,
        String organizationId,
        String userId,
        String sessionId,
        String keyId,
        String name,
        Role role,
        Set<Permission> permissions) {

    public static final Caller NOBODY = new Caller(Credential.NONE, null, null, null, null, null, null, Set.of());
    public static final Caller ANON = new Caller(Credential.ANON, null, null, null, null, null, null, Set.of());
    public static final Caller SERVICE =
            new Caller(Credential.SERVICE, null, null, null, null, "service_role", null, Set.of(Permission.values()));

    public boolean may(Permission permission) {
        return credential == Credential.SERVICE || permissions.contains(permission);
    }

    public boolean administers() {
        return credential == Credential.SERVICE || role != null && role.administers();
    }

    /** The organization, or the refusal that a caller without one gets. */
    public String organization() {
        if (organizationId == null) {
            throw Problem.forbidden("No active organization");
        }
        return organizationId;
    }

    public void require(Permission permission) {
        if (!may(permission)) {
            throw Problem.insufficientPermissions().withDetails("Missing permission: " + permission.key());
        }
    }
}
