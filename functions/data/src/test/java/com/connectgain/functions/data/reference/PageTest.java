package com.connectgain.functions.data.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class PageTest {

    private static final String PAGE = new String(Documents.REFERENCE.page().body(), StandardCharsets.UTF_8);

    @Test
    void markupIsWellFormedAndEveryAnchorLeadsSomewhere()
            throws ParserConfigurationException, IOException, SAXException {
        String markup = PAGE.replace("<!DOCTYPE html>", "").replaceAll("(?s)<(style|script)>.*?</\\1>", "<$1></$1>");
        Document page = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(markup)));
        NodeList all = page.getElementsByTagName("*");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < all.getLength(); i++) {
            String id = ((Element) all.item(i)).getAttribute("id");
            assertThat(id.isEmpty() || ids.add(id)).as("id %s is used once", id).isTrue();
        }
        NodeList links = page.getElementsByTagName("a");
        for (int i = 0; i < links.getLength(); i++) {
            String href = ((Element) links.item(i)).getAttribute("href");
            assertThat(
                            href.startsWith("#")
                                    ? ids.contains(href.substring(1))
                                    : href.matches("/(openapi|postman)\\.json"))
                    .as(href)
                    .isTrue();
        }
    }

    @Test
    void pageLoadsNothing() {
        assertThat(PAGE).doesNotContainPattern("(?i)(src|href)=\"(https?:)?//").doesNotContain("@import", "url(");
        assertThat(Documents.REFERENCE.page().headers().get("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void everyTableColumnAndOperationIsOnIt() {
        Documents.SERVED.tables().forEach(table -> {
            assertThat(PAGE).contains("id=\"table-" + table.name() + "\"");
            Documents.SERVED.columns(table).forEach(column -> assertThat(PAGE).contains("<code>" + column.name()));
        });
        Documents.DESCRIPTION.operations().forEach(operation -> assertThat(PAGE).contains("<code>" + operation.path()));
    }

    @Test
    void examplesNameNoHostOfTheirOwn() {
        assertThat(PAGE).contains("curl -X POST '" + Curl.ORIGIN + "/functions/v1/generate-api-key'");
    }

    @Test
    void textIsEscaped() {
        assertThat(new Html()
                        .element("p", "<a href=\"x\">&</a>", "title", "\"><script>")
                        .toString())
                .isEqualTo("<p title=\"&quot;&gt;&lt;script&gt;\">&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;</p>");
    }
}
