package com.connectgain.functions.data.reference;

import com.connectgain.shared.catalog.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The reference page: one file that loads nothing else. */
final class Page {

    private final Description description;
    private final Served served;
    private final String style = Description.resource("page.css");
    private final String script = Description.resource("page.js");

    Page(Description description, Served served) {
        this.description = description;
        this.served = served;
    }

    /** Lets run and show only what the page itself brings. */
    String contentSecurityPolicy() {
        return "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src data:;"
                + " style-src '"
                + digest(style) + "'; script-src '" + digest(script) + "'";
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String write(String publicUrl) {
        Map<String, List<Operation>> folders = description.byFolder();
        Html html = new Html().raw("<!DOCTYPE html>\n");
        html.open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("link", "rel", "icon", "href", "data:,");
        html.element("title", description.title());
        html.open("style").raw(style).close("style").close("head").line();
        html.open("body", "data-origin", publicUrl);
        header(html);
        navigation(html, folders);
        html.open("main");
        introduction(html);
        PageSections sections = new PageSections(served, new SampleRows(description, served));
        folders.forEach((folder, operations) -> {
            html.open("section", "id", anchor(folder)).element("h2", folder);
            operations.forEach(operation -> sections.operation(html, operation));
            html.close("section").line();
        });
        served.domains().forEach((domain, tables) -> {
            html.open("section", "id", anchor("tables " + domain)).element("h2", "Tables: " + domain);
            tables.forEach(table -> sections.table(html, table));
            html.close("section").line();
        });
        html.element("p", "Nothing matches.", "id", "nothing", "hidden", "hidden");
        html.close("main").line();
        html.open("script").raw(script).close("script");
        return html.close("body").close("html").raw("\n").toString();
    }

    private void header(Html html) {
        html.open("header").element("h1", description.title());
        html.empty(
                "input",
                "id",
                "search",
                "type",
                "search",
                "placeholder",
                "Search functions, tables, columns  ( / )",
                "aria-label",
                "Search",
                "autocomplete",
                "off");
        html.element("output", "", "id", "count", "for", "search");
        html.element("a", "OpenAPI", "href", "/openapi.json");
        html.element("a", "Postman", "href", "/postman.json", "download", "connectgain.postman_collection.json");
        html.element("button", "Theme", "id", "theme", "type", "button");
        html.close("header").line();
    }

    private void navigation(Html html, Map<String, List<Operation>> folders) {
        html.open("nav", "aria-label", "Contents");
        html.element("h2", "Functions").open("ul");
        folders.keySet().forEach(folder -> link(html, anchor(folder), folder));
        html.close("ul").element("h2", "Tables").open("ul");
        served.domains().forEach((domain, tables) -> {
            html.open("li")
                    .open("details")
                    .element("summary", domain + " (" + tables.size() + ")")
                    .open("ul");
            tables.stream().map(Table::name).sorted().forEach(table -> link(html, "table-" + table, table));
            html.close("ul").close("details").close("li");
        });
        html.close("ul").close("nav").line();
    }

    private static void link(Html html, String anchor, String text) {
        html.open("li").element("a", text, "href", "#" + anchor).close("li");
    }

    static String anchor(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private void introduction(Html html) {
        html.open("section", "id", "start").element("p", description.about());
        html.open("p")
                .text("Base address: ")
                .element("code", Curl.ORIGIN, "class", "origin")
                .close("p");
        html.open("table").open("thead").open("tr");
        List.of("Credential", "Header", "Reaches").forEach(title -> html.element("th", title));
        html.close("tr").close("thead").open("tbody");
        credential(html, "API key", "X-API-Key: cg_...", "Functions, for one organization.");
        credential(html, "User's token", "Authorization: Bearer ...", "Everything, for the active organization.");
        credential(html, "Anon key", "apikey: ...", "Names the project; /rest/v1 and /auth/v1 ask for it.");
        html.close("tbody").close("table");
        html.element(
                "p",
                "A refusal has a JSON body with error, message, details, hint and code. Answers carry "
                        + "X-RateLimit-Limit, -Remaining and -Reset: functions 100 a minute and REST 1000 a minute per "
                        + "organization, API keys 500 a minute each. A 429 says in Retry-After when to come back.");
        html.element(
                "p", "A star marks what must be sent, or in a table what is never null; ? marks what may be null.");
        html.element(
                "p",
                "Tables are read and written as PostgREST does it: filters column=operator.value, select with embedded "
                        + "tables, order, limit and offset. Rows are always those of the caller's organization.");
        html.close("section").line();
    }

    private static void credential(Html html, String name, String header, String reach) {
        html.open("tr").element("td", name).open("td").element("code", header).close("td");
        html.element("td", reach).close("tr");
    }
}
