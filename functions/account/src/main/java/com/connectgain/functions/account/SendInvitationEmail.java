package com.connectgain.functions.account;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.auth.Role;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.Invitations;
import com.connectgain.shared.identity.Membership;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.people.Emails;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code send-invitation-email}: invites by mail; sending again renews a pending invitation. */
public final class SendInvitationEmail extends HttpFunction {

    private static final List<Role> INVITABLE = List.of(Role.ADMIN, Role.AGENT, Role.PROJECT_MANAGER, Role.TEAM_ADMIN);

    private final Once<Identity> identity;

    public SendInvitationEmail() {
        this(Kernel.fromEnvironment());
    }

    public SendInvitationEmail(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER));
        identity = Once.of(() -> Identity.of(kernel));
    }

    @Override
    protected Response handle(Call call) {
        ObjectNode body = call.request().jsonObject();
        String email = email(body);
        Role role = role(body);
        String organizationId = Fields.organizationId(body).orElseGet(call.caller()::organization);
        requireRight(call.caller(), organizationId, role);
        ObjectNode permissions = permissions(body, call.caller());
        Invitations.Sent sent = identity.get()
                .invitations()
                .send(organizationId, email, role, permissions, call.caller().userId());
        String url = identity.get().settings().appUrl() + "/accept-invitation?token=" + sent.token();
        String organization = identity.get()
                .organizations()
                .find(organizationId)
                .orElseThrow()
                .text("name");
        identity.get().mails().invitation(email, organization, call.caller().name(), url);
        return Response.ok(Json.object()
                .put("success", true)
                .put("invitation_id", sent.invitation().id())
                .put("invitation_url", url)
                .put("expires_at", sent.invitation().text("expires_at")));
    }

    private static String email(ObjectNode body) {
        String text = Fields.text(body, "email").orElseThrow(() -> Problem.required("email"));
        return Emails.normalise(text).orElseThrow(() -> Problem.invalidField("email", "Invalid email format"));
    }

    private static Role role(ObjectNode body) {
        String text = Fields.text(body, "role").orElseThrow(() -> Problem.required("role"));
        return INVITABLE.stream()
                .filter(role -> role.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("role must be one of ADMIN, AGENT, PROJECT_MANAGER, TEAM_ADMIN"));
    }

    /** Flags beyond the role's; those who are no administrators hand on only what they have. */
    private static ObjectNode permissions(ObjectNode body, Caller caller) {
        JsonNode stated = body.path("permissions");
        if (stated.isMissingNode() || stated.isNull()) {
            return Json.object();
        }
        if (!(stated instanceof ObjectNode flags)) {
            throw Problem.badRequest("permissions must be an object");
        }
        for (Map.Entry<String, JsonNode> flag : flags.properties()) {
            if (!flag.getValue().isBoolean()) {
                throw Problem.badRequest("permissions." + flag.getKey() + " must be true or false");
            }
            boolean held = caller.administers()
                    || caller.permissions().stream().anyMatch(own -> own.key().equals(flag.getKey()));
            if (flag.getValue().asBoolean() && !held) {
                throw Problem.insufficientPermissions()
                        .withDetails("permissions." + flag.getKey() + " is not yours to give");
            }
        }
        return flags.deepCopy();
    }

    /** Nobody gives away more than they have: administrators are invited by administrators. */
    private void requireRight(Caller caller, String organizationId, Role invited) {
        boolean own = organizationId.equals(caller.organizationId());
        Optional<Membership> membership = identity.get().members().findActive(organizationId, caller.userId());
        boolean may = own
                ? caller.may(Permission.CAN_MANAGE_TEAM)
                : membership
                        .filter(member -> member.may(Permission.CAN_MANAGE_TEAM))
                        .isPresent();
        boolean enough = !invited.administers()
                || membership.filter(member -> member.role().administers()).isPresent();
        if (!may || !enough) {
            throw Problem.insufficientPermissions()
                    .withDetails("Owners, administrators and holders of can_manage_team invite members");
        }
    }
}
