package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.OnDelete.CASCADE;
import static com.connectgain.shared.catalog.Column.OnDelete.SET_NULL;
import static com.connectgain.shared.catalog.Column.bigint;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.json;
import static com.connectgain.shared.catalog.Column.jsonArray;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import java.util.List;

/** The social media planner: posts, what each platform made of them, and the media in them. */
public final class SocialTables {

    private static final long LARGEST_FILE = 100L * 1024 * 1024;
    private static final String[] PLATFORMS = {"instagram", "facebook", "x", "linkedin", "tiktok"};

    /** Administrators see and change all; others their own, or all if the permission says so. */
    private static final Access PLANNED = planned();

    private SocialTables() {}

    public static List<Table> tables() {
        return List.of(socialPosts(), socialPostPlatforms(), socialPostComments(), socialMediaFiles());
    }

    private static Access planned() {
        Rule member = Rule.holders(Permission.CAN_ACCESS_SOCIAL_MEDIA);
        Rule own = Rule.administrators().or(member.and(Rule.own("created_by")));
        return Access.of(own.or(member.and(Rule.holders(Permission.CAN_SEE_ALL_SOCIAL_POSTS))), own);
    }

    private static Column author() {
        return uuid("created_by").references("profiles").onDelete(SET_NULL).defaultCurrentUser();
    }

    private static Table socialPosts() {
        return Table.named("social_posts")
                .doc("A post for one or several platforms: a draft, planned, or published.")
                .columns(
                        text("title").max(300).searched(),
                        text("content").searched(),
                        text("content_type")
                                .required()
                                .oneOf(
                                        "text",
                                        "image",
                                        "carousel",
                                        "video",
                                        "reel",
                                        "story",
                                        "gif",
                                        "document",
                                        "link",
                                        "poll",
                                        "thread")
                                .defaultTo("text")
                                .indexed(),
                        texts("hashtags").required().defaultTo("[]"),
                        jsonArray("media").required().defaultTo("[]"),
                        text("link_url"),
                        json("poll").doc("{question, options, duration}."),
                        json("thread").doc("The parts, in order."),
                        texts("platforms")
                                .required()
                                .oneOf(PLATFORMS)
                                .defaultTo("[]")
                                .doc("As chosen; social_post_platforms has the results."),
                        timestamp("scheduled_at"),
                        text("status")
                                .required()
                                .oneOf("draft", "scheduled", "publishing", "published", "partially_failed", "failed")
                                .defaultTo("draft")
                                .indexed(),
                        timestamp("publishing_started_at").readOnly(),
                        timestamp("published_at").readOnly(),
                        text("error").readOnly(),
                        text("approval_status").oneOf("pending", "approved", "rejected"),
                        uuid("approved_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed(),
                        uuid("duplicated_from")
                                .references("social_posts")
                                .onDelete(SET_NULL)
                                .unindexed(),
                        author())
                .activity("scheduled_at")
                .due("scheduled_at", Where.is("status", "scheduled"))
                .access(PLANNED)
                .build();
    }

    private static Table socialPostPlatforms() {
        return Table.named("social_post_platforms")
                .doc("What became of a post on one platform.")
                .columns(
                        uuid("post_id").required().references("social_posts").onDelete(CASCADE),
                        text("platform").required().oneOf(PLATFORMS).indexed(),
                        uuid("channel_account_id")
                                .references("channel_accounts")
                                .onDelete(SET_NULL),
                        text("status")
                                .required()
                                .oneOf("pending", "publishing", "published", "failed", "skipped")
                                .defaultTo("pending")
                                .indexed(),
                        text("external_post_id").readOnly().doc("Set once; stops a second publication."),
                        text("error").readOnly(),
                        integer("attempts").required().defaultTo(0).readOnly(),
                        timestamp("published_at").readOnly(),
                        json("engagement_data").doc("Reserved; not filled."),
                        author().unindexed())
                .unique("post_id", "platform")
                .access(PLANNED)
                .build();
    }

    private static Table socialPostComments() {
        return Table.named("social_post_comments")
                .doc("The talk about a post before it is published.")
                .columns(
                        uuid("post_id").required().references("social_posts").onDelete(CASCADE),
                        text("content").required(),
                        author().unindexed())
                .access(Access.of(
                        Rule.managers(Permission.CAN_ACCESS_SOCIAL_MEDIA),
                        Rule.administrators().or(Rule.own("created_by"))))
                .build();
    }

    private static Table socialMediaFiles() {
        return Table.named("social_media_files")
                .doc("Images, videos and documents uploaded for posts, 100 MB at most.")
                .columns(
                        uuid("post_id").references("social_posts").onDelete(SET_NULL),
                        text("kind")
                                .required()
                                .oneOf("image", "video", "gif", "document")
                                .indexed(),
                        text("file_name"),
                        text("content_type").required(),
                        text("path").readOnly(),
                        text("url"),
                        bigint("size_bytes").required().between(1, LARGEST_FILE),
                        text("status").required().oneOf("pending", "ready").defaultTo("pending"),
                        author())
                .access(PLANNED)
                .build();
    }
}
