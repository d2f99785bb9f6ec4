package com.connectgain.functions.calls.mobile;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.auth.RateLimiter;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.kernel.Kernel;
import java.util.function.Function;

/** The paths below {@code mobile-api/}. */
public final class MobileRoutes {

    private static final String CONTACTS = "contacts";

    private final Kernel kernel;
    private final MobileLogin login;
    private final ContactPages contacts;

    private MobileRoutes(Kernel kernel, MobileLogin login, ContactPages contacts) {
        this.kernel = kernel;
        this.login = login;
        this.contacts = contacts;
    }

    public static MobileRoutes of(Kernel kernel) {
        return new MobileRoutes(
                kernel, new MobileLogin(Identity.of(kernel)), new ContactPages(kernel.store(), kernel.clock()));
    }

    public Response answer(Request request) {
        String path = request.path().replaceFirst("^.*/mobile-api/?", "").replaceFirst("/$", "");
        if (path.equals("login")) {
            requireMethod(request, "POST");
            return login.answer(request);
        }
        if (path.equals(CONTACTS)) {
            requireMethod(request, "GET");
            return signedIn(request, caller -> contacts.list(caller.organization(), request));
        }
        if (path.startsWith(CONTACTS + "/") && path.indexOf('/') == path.lastIndexOf('/')) {
            requireMethod(request, "GET");
            String id = path.substring(CONTACTS.length() + 1);
            return signedIn(request, caller -> contacts.show(caller.organization(), id));
        }
        throw Problem.notFound("No such path: mobile-api/" + path);
    }

    private static void requireMethod(Request request, String method) {
        boolean head = request.method().equals("HEAD") && method.equals("GET");
        if (!request.method().equals(method) && !head) {
            throw Problem.of(405, Problem.VALIDATION_ERROR, "Method Not Allowed - Use " + method)
                    .withHeader("Allow", method);
        }
    }

    private Response signedIn(Request request, Function<Caller, Response> work) {
        Caller caller = kernel.callers().resolve(request, Endpoint.any(Credential.USER));
        RateLimiter.Count count = kernel.rateLimiter().count(caller, Endpoint.Limit.FUNCTION);
        try {
            caller.require(Permission.CAN_ACCESS_CRM);
            return count.stamp(work.apply(caller));
        } catch (Problem refused) {
            throw count.stamp(refused);
        }
    }
}
