package com.connectgain.shared.mail;

import com.connectgain.shared.kernel.AwsClients;
import com.connectgain.shared.kernel.Settings;
import java.net.URI;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.SesV2ClientBuilder;
import software.amazon.awssdk.services.sesv2.model.AccountSuspendedException;
import software.amazon.awssdk.services.sesv2.model.Body;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.Destination;
import software.amazon.awssdk.services.sesv2.model.EmailContent;
import software.amazon.awssdk.services.sesv2.model.LimitExceededException;
import software.amazon.awssdk.services.sesv2.model.MailFromDomainNotVerifiedException;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendingPausedException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/** Amazon SES, for the product's own mails. */
public final class MailProvider {

    /** What SES said to a mail; anything else is an exception and worth another try. */
    public sealed interface Result {}

    /** Taken for delivery. */
    public record Accepted(String messageId) implements Result {}

    /** For good: the address or the content is not acceptable, today or tomorrow. */
    public record Refused(String code) implements Result {}

    private final SesV2Client client;
    private final String from;

    public MailProvider(AwsClients aws, Settings settings) {
        SesV2ClientBuilder builder =
                aws.configured(SesV2Client.builder(), "SES").httpClient(aws.http());
        settings.find("PROVIDER_SES_URL").map(URI::create).ifPresent(builder::endpointOverride);
        this.client = builder.build();
        this.from = settings.require("MAIL_FROM");
    }

    public Result send(Mail mail) {
        try {
            return new Accepted(client.sendEmail(request(mail)).messageId());
        } catch (SesV2Exception failure) {
            if (isFinal(failure)) {
                return new Refused(codeOf(failure));
            }
            throw failure;
        }
    }

    private static String codeOf(SesV2Exception failure) {
        String code = failure.awsErrorDetails() == null
                ? null
                : failure.awsErrorDetails().errorCode();
        return code == null ? Integer.toString(failure.statusCode()) : code;
    }

    /** A bad request stays bad. What is wrong with our account is not the mail's fault: it waits for the repair. */
    private static boolean isFinal(SesV2Exception failure) {
        return switch (failure) {
            case AccountSuspendedException _,
                    LimitExceededException _,
                    SendingPausedException _,
                    MailFromDomainNotVerifiedException _ -> false;
            default -> failure.statusCode() == 400 && !failure.isThrottlingException();
        };
    }

    private SendEmailRequest request(Mail mail) {
        Body.Builder body = Body.builder();
        if (mail.text() != null) {
            body.text(content(mail.text()));
        }
        if (mail.html() != null) {
            body.html(content(mail.html()));
        }
        String subject = mail.subject().replaceAll("\\p{Cntrl}+", " ").strip();
        return SendEmailRequest.builder()
                .fromEmailAddress(from)
                .destination(Destination.builder().toAddresses(mail.to()).build())
                .content(EmailContent.builder()
                        .simple(message -> message.subject(content(subject)).body(body.build()))
                        .build())
                .build();
    }

    private static Content content(String text) {
        return Content.builder().charset("UTF-8").data(text).build();
    }
}
