package com.connectgain.shared.identity;

import java.util.List;

/** What a password must be. Letters, digits and symbols are recommended by the documents, length is required. */
public final class PasswordRules {

    public static final int SHORTEST = 8;
    private static final int LONGEST = 256;

    private PasswordRules() {}

    public static void check(String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw AuthProblems.weakPassword(
                    "Password should be at least " + SHORTEST + " characters.", List.of("length"));
        }
        // Not bcrypt's 72: passwords are digested before they are hashed. The bound only keeps the work bounded.
        if (password.length() > LONGEST) {
            throw AuthProblems.validation("Password cannot be longer than " + LONGEST + " characters");
        }
    }
}
