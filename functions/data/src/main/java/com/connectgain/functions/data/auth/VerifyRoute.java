package com.connectgain.functions.data.auth;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.AuthProblems;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.Link;
import com.connectgain.shared.identity.Link.Kind;
import com.connectgain.shared.identity.Links;
import com.connectgain.shared.identity.Sessions.Client;
import com.connectgain.shared.identity.Sessions.Method;
import com.connectgain.shared.identity.SignedIn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code /verify}: a link of a mail followed in the browser, or its code typed into the app. */
final class VerifyRoute {

    private final Identity identity;
    private final CodeExchange codes;

    VerifyRoute(Identity identity, CodeExchange codes) {
        this.identity = identity;
        this.codes = codes;
    }

    /** Leads back to the app in any case, with the session or the refusal in the part that servers do not see. */
    Response follow(Request request) {
        String target = identity.settings()
                .redirect(
                        request.parameter("redirect_to").orElse(null),
                        identity.settings().appUrl());
        try {
            String token = request.parameter("token")
                    .or(() -> request.parameter("token_hash"))
                    .orElseThrow(() -> AuthProblems.validation("Verify requires a token or a token hash"));
            String type = request.parameter("type")
                    .orElseThrow(() -> AuthProblems.validation("Verify requires a verification type"));
            Links.Used used = use(type, token).orElseThrow(AuthProblems::linkExpired);
            if (used.codeChallenge().isPresent()) {
                String code = codes.issue(
                        used.user(), client(used.kind()), used.codeChallenge().get());
                return Response.redirect(withQuery(target, Map.of("code", code)));
            }
            SignedIn session = start(used);
            Map<String, String> fragment = new LinkedHashMap<>();
            fragment.put("access_token", session.accessToken());
            fragment.put("expires_at", Long.toString(session.expiresAt()));
            fragment.put("expires_in", Long.toString(session.expiresIn()));
            fragment.put("refresh_token", session.refreshToken());
            fragment.put("token_type", "bearer");
            fragment.put("type", type);
            return Response.redirect(withFragment(target, fragment));
        } catch (Problem problem) {
            Map<String, String> fragment = new LinkedHashMap<>();
            fragment.put("error", problem.status() == 403 ? "access_denied" : "invalid_request");
            fragment.put("error_code", AuthErrors.code(problem));
            fragment.put("error_description", problem.getMessage());
            return Response.redirect(withFragment(target, fragment));
        }
    }

    Response confirm(Request request) {
        Body body = Body.of(request);
        String type =
                body.text("type").orElseThrow(() -> AuthProblems.validation("Verify requires a verification type"));
        Optional<String> token = body.text("token");
        Optional<String> hash = body.text("token_hash");
        if (token.isPresent() == hash.isPresent()) {
            throw AuthProblems.validation("Verify requires either a token or a token hash");
        }
        if (hash.isPresent()) {
            Links.Used used = use(type, hash.get()).orElseThrow(AuthProblems::linkExpired);
            return Response.ok(UserJson.session(start(used)));
        }
        String email = body.email()
                .orElseThrow(() ->
                        AuthProblems.validation("Only an email address or phone number should be provided on verify"));
        identity.attempts().beforeCode(email, request.sourceIp());
        Links.Used used = useCode(type, email, token.get()).orElseThrow(AuthProblems::codeExpired);
        return Response.ok(UserJson.session(start(used)));
    }

    private Optional<Links.Used> use(String type, String token) {
        return kinds(type).stream()
                .map(kind -> identity.links().use(kind, token))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A code of six digits works with the address it was sent to; the token of the link works too. */
    private Optional<Links.Used> useCode(String type, String email, String code) {
        return kinds(type).stream()
                .map(kind -> identity.links().use(kind, identity.links().tokenOf(kind, email, code)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<Kind> kinds(String type) {
        return switch (type) {
            case "signup", "invite" -> List.of(Kind.SIGNUP);
            case "recovery" -> List.of(Kind.RECOVERY);
            case "magiclink" -> List.of(Kind.MAGIC_LINK);
            case "email_change" -> List.of(Kind.EMAIL_CHANGE);
            case "email" -> List.of(Kind.SIGNUP, Kind.MAGIC_LINK, Kind.RECOVERY);
            case "sms", "phone_change" ->
                throw Problem.of(400, "phone_provider_disabled", "Unsupported phone provider");
            default -> throw AuthProblems.validation("Invalid email verification type");
        };
    }

    private SignedIn start(Links.Used used) {
        return identity.sessions().start(used.user(), client(used.kind()), Method.OTP);
    }

    private static Client client(Kind kind) {
        return kind == Link.Kind.RECOVERY ? Client.RECOVERY : Client.WEB;
    }

    private static String withFragment(String target, Map<String, String> values) {
        int hash = target.indexOf('#');
        return (hash < 0 ? target : target.substring(0, hash)) + "#" + encode(values);
    }

    private static String withQuery(String target, Map<String, String> values) {
        int hash = target.indexOf('#');
        String bare = hash < 0 ? target : target.substring(0, hash);
        return bare + (bare.contains("?") ? "&" : "?") + encode(values);
    }

    private static String encode(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
