package com.connectgain.functions.data.auth;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.identity.SignedIn;
import com.connectgain.shared.identity.User;
import com.connectgain.shared.kernel.Ids;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** People and sessions as Supabase clients expect them. */
final class UserJson {

    private UserJson() {}

    static ObjectNode user(User user) {
        ObjectNode json = Json.object()
                .put("id", user.id())
                .put("aud", "authenticated")
                .put("role", "authenticated")
                .put("email", user.email());
        timestamp(json, "email_confirmed_at", user, "email_confirmed_at");
        json.put("phone", "");
        timestamp(json, "confirmed_at", user, "email_confirmed_at");
        timestamp(json, "last_sign_in_at", user, "last_sign_in_at");
        user.newEmail().ifPresent(email -> json.put("new_email", email));
        json.set("app_metadata", user.appMetadata());
        json.set("user_metadata", user.metadata());
        json.putArray("identities").add(identity(user));
        timestamp(json, "created_at", user, "created_at");
        timestamp(json, "updated_at", user, "updated_at");
        return json.put("is_anonymous", false);
    }

    private static ObjectNode identity(User user) {
        ObjectNode identity =
                Json.object().put("identity_id", user.id()).put("id", user.id()).put("user_id", user.id());
        ObjectNode data = identity.putObject("identity_data");
        data.setAll(user.metadata());
        data.put("sub", user.id())
                .put("email", user.email())
                .put("email_verified", user.isConfirmed())
                .put("phone_verified", false);
        identity.put("provider", "email");
        timestamp(identity, "last_sign_in_at", user, "last_sign_in_at");
        timestamp(identity, "created_at", user, "created_at");
        timestamp(identity, "updated_at", user, "updated_at");
        return identity.put("email", user.email());
    }

    private static void timestamp(ObjectNode json, String name, User user, String column) {
        user.row().find(column).ifPresent(text -> json.put(name, zulu(text)));
    }

    private static String zulu(String stored) {
        return stored.replace("+00:00", "Z");
    }

    static ObjectNode session(SignedIn session) {
        ObjectNode json = Json.object()
                .put("access_token", session.accessToken())
                .put("token_type", "bearer")
                .put("expires_in", session.expiresIn())
                .put("expires_at", session.expiresAt())
                .put("refresh_token", session.refreshToken());
        json.set("user", user(session.user()));
        return json;
    }

    /** The answer to a sign-up with an address that is taken: it looks like a fresh one, and is nobody. */
    static ObjectNode stranger(String email, ObjectNode metadata, Instant now) {
        String at = now.toString();
        ObjectNode json = Json.object()
                .put("id", Ids.at(now.toEpochMilli()))
                .put("aud", "authenticated")
                .put("role", "")
                .put("email", email)
                .put("phone", "")
                .put("confirmation_sent_at", at);
        json.putObject("app_metadata")
                .put("provider", "email")
                .putArray("providers")
                .add("email");
        json.set("user_metadata", metadata);
        json.putArray("identities");
        return json.put("created_at", at).put("updated_at", at).put("is_anonymous", false);
    }
}
