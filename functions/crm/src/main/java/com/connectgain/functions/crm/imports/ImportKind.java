package com.connectgain.functions.crm.imports;

import com.connectgain.shared.http.Problem;
import java.util.Locale;

/** What a file is about; {@code HUBSPOT} is a file of contacts whose columns are all known. */
public enum ImportKind {
    CONTACTS,
    COMPANIES,
    KOMMO,
    PRODUCTS;

    static ImportKind named(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "contacts", "contact", "hubspot", "import-contacts" -> CONTACTS;
            case "companies", "company", "import-companies" -> COMPANIES;
            case "kommo", "kommo-leads", "leads", "import-kommo-leads" -> KOMMO;
            case "products", "product" -> PRODUCTS;
            default -> throw Problem.badRequest("kind must be one of contacts, companies, kommo-leads, products");
        };
    }
}
