package com.connectgain.shared.identity;

import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.Store;
import java.time.Clock;

/** The services of this package, wired to a kernel. */
public record Identity(
        AuthSettings settings,
        Users users,
        Organizations organizations,
        Members members,
        Accounts accounts,
        Attempts attempts,
        Sessions sessions,
        SignIn signIn,
        Links links,
        Invitations invitations,
        ApiKeys apiKeys,
        AccountMails mails,
        Provisioning provisioning) {

    public static Identity of(Kernel kernel) {
        Store store = kernel.store();
        Clock clock = kernel.clock();
        AuthSettings settings = AuthSettings.of(kernel.settings());
        Users users = new Users(store, clock);
        Members members = new Members(store, clock, users);
        Accounts accounts = new Accounts(store, clock, kernel.vault(), members);
        Attempts attempts = new Attempts(store.operations(), clock, settings);
        Sessions sessions = new Sessions(
                store,
                clock,
                users,
                new Admission(members, new LoginHours(store, clock)),
                new AccessTokens(kernel.tokens(), settings),
                new RefreshTokens(kernel::secrets));
        SignIn signIn = new SignIn(users, attempts, sessions);
        return new Identity(
                settings,
                users,
                new Organizations(store, clock),
                members,
                accounts,
                attempts,
                sessions,
                signIn,
                new Links(store, clock, users, kernel::secrets),
                new Invitations(store, clock, users, members, accounts, signIn),
                new ApiKeys(store, clock),
                new AccountMails(kernel.mailer(), settings),
                new Provisioning(kernel::queues, store.operations(), clock, kernel.log()));
    }
}
