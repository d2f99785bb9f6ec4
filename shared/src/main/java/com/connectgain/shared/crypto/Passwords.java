package com.connectgain.shared.crypto;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.BCrypt.Verifyer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Password hashes: bcrypt over a SHA-256 digest, because bcrypt alone reads no more than 72 bytes and two long
 * passwords with the same beginning would be one.
 */
public final class Passwords {

    private static final int COST = 10;

    /** A hash of nothing that anybody types: comparing with it costs what a real comparison costs. */
    private static final String NOBODYS = "$2a$10$7EqJtq98hPqEX7fNZaFWoOhi5l2b4zS5d9lYf3vG1JxQ4kQ1bJ1Ga";

    private Passwords() {}

    public static String hash(String password) {
        return BCrypt.withDefaults().hashToString(COST, digest(password));
    }

    /** Whether {@code hash} was made from {@code password}. An absent hash takes as long as a wrong password. */
    public static boolean matches(String password, String hash) {
        Verifyer verifyer = BCrypt.verifyer();
        if (password == null || hash == null || hash.isBlank()) {
            verifyer.verify(digest(password == null ? "" : password), NOBODYS.toCharArray());
            return false;
        }
        return verifyer.verify(digest(password), hash.toCharArray()).verified;
    }

    private static char[] digest(String password) {
        byte[] digest = Hashes.sha256(password.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(digest).toCharArray();
    }
}
