package com.connectgain.shared.identity;

import com.connectgain.shared.crypto.Passwords;
import com.connectgain.shared.people.Emails;
import java.util.Locale;
import java.util.Optional;

/** Sign-in with address and password. An unknown address costs what a wrong password costs, and says the same. */
public final class SignIn {

    private final Users users;
    private final Attempts attempts;
    private final Sessions sessions;

    SignIn(Users users, Attempts attempts, Sessions sessions) {
        this.users = users;
        this.attempts = attempts;
        this.sessions = sessions;
    }

    public SignedIn withPassword(String email, String password, String origin, Sessions.Client client) {
        User user = prove(email, password, origin);
        if (!user.isConfirmed()) {
            throw AuthProblems.emailNotConfirmed();
        }
        return sessions.start(user, client, Sessions.Method.PASSWORD);
    }

    /** Whether a signed-in person knows their password; wrong answers count as guesses. */
    public boolean confirms(User user, String password, String origin) {
        attempts.beforeGuess(user.email(), origin);
        boolean right = users.hasPassword(user, password);
        if (right) {
            attempts.succeeded(user.email(), origin);
        }
        return right;
    }

    /** The person whose address and password these are. */
    User prove(String email, String password, String origin) {
        String address = Emails.normalise(email).orElseGet(() -> email.strip().toLowerCase(Locale.ROOT));
        attempts.beforeGuess(address, origin);
        Optional<User> user = users.findByEmail(address);
        boolean right = Passwords.matches(password, user.map(User::passwordHash).orElse(null));
        if (!right || user.isEmpty()) {
            throw AuthProblems.invalidCredentials();
        }
        attempts.succeeded(address, origin);
        return user.get();
    }
}
