package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.postgrest.request.RowRange;
import com.connectgain.shared.sql.Truth;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Puts a result together from candidate rows: filters, embeds, order, range. Embedded rows are fetched in batches. */
public final class Assembly {

    /** Where related rows come from. */
    @FunctionalInterface
    public interface RelatedRows {
        /** For each parent the rows of the embed's table that are related to it, not yet filtered. */
        List<List<ObjectNode>> of(BoundEmbed embed, List<ObjectNode> parents);

        /** The same for each of the embeds of one level. */
        default List<List<List<ObjectNode>>> ofAll(List<BoundEmbed> embeds, List<ObjectNode> parents) {
            return embeds.stream().map(embed -> of(embed, parents)).toList();
        }
    }

    private final RelatedRows related;

    public Assembly(RelatedRows related) {
        this.related = related;
    }

    /** @param candidates rows of the level's table that may satisfy its filter */
    public ResultPage page(BoundLevel level, List<ObjectNode> candidates) {
        return pages(level, List.of(candidates)).getFirst();
    }

    /** The rows as they are given, with their embeds: what a write shows. */
    public List<ResultRow> rows(BoundLevel level, List<ObjectNode> rows) {
        return page(level.shapeOnly(), rows).rows();
    }

    /** One page for each group of candidates, so that all embeds of one level are fetched at once. */
    private List<ResultPage> pages(BoundLevel level, List<List<ObjectNode>> groups) {
        boolean embedsFirst = level.needsEmbedsFirst();
        List<List<ResultRow>> kept = new ArrayList<>(groups.size());
        for (List<ObjectNode> group : groups) {
            List<ResultRow> rows = new ArrayList<>(group.size());
            for (ObjectNode row : group) {
                if (Evaluation.keeps(level.filter(), row)) {
                    rows.add(new ResultRow(row, List.of()));
                }
            }
            kept.add(rows);
        }
        if (embedsFirst) {
            kept = embed(level, kept);
            for (List<ResultRow> rows : kept) {
                rows.removeIf(row -> !keeps(level, row));
            }
        }
        List<Integer> totals = new ArrayList<>(kept.size());
        List<List<ResultRow>> ranged = new ArrayList<>(kept.size());
        RowOrder order = new RowOrder(level.order());
        for (List<ResultRow> rows : kept) {
            totals.add(rows.size());
            if (!level.order().isEmpty()) {
                rows.sort(order);
            }
            ranged.add(slice(rows, level.range()));
        }
        List<List<ResultRow>> complete = embedsFirst ? ranged : embed(level, ranged);
        List<ResultPage> pages = new ArrayList<>(complete.size());
        for (int i = 0; i < complete.size(); i++) {
            pages.add(new ResultPage(complete.get(i), totals.get(i)));
        }
        return pages;
    }

    private static boolean keeps(BoundLevel level, ResultRow row) {
        for (int i = 0; i < level.embeds().size(); i++) {
            if (level.embeds().get(i).inner() && row.embedded().get(i).isEmpty()) {
                return false;
            }
        }
        return Evaluation.test(
                        level.embedFilter(),
                        row.row(),
                        embed -> !row.embedded().get(embed).isEmpty())
                == Truth.TRUE;
    }

    static <T> List<T> slice(List<T> rows, RowRange range) {
        int from = (int) Math.min(range.offset(), rows.size());
        int to = range.limit() == null ? rows.size() : (int) Math.min(rows.size(), from + range.limit());
        return from == 0 && to == rows.size() ? rows : rows.subList(from, to);
    }

    private List<List<ResultRow>> embed(BoundLevel level, List<List<ResultRow>> groups) {
        if (level.embeds().isEmpty()) {
            return groups;
        }
        List<ObjectNode> parents = new ArrayList<>();
        for (List<ResultRow> group : groups) {
            for (ResultRow row : group) {
                parents.add(row.row());
            }
        }
        List<List<ResultPage>> byEmbed = new ArrayList<>(level.embeds().size());
        if (!parents.isEmpty()) {
            List<List<List<ObjectNode>>> rows = related.ofAll(level.embeds(), parents);
            for (int i = 0; i < rows.size(); i++) {
                byEmbed.add(pages(level.embeds().get(i).level(), rows.get(i)));
            }
        }
        List<List<ResultRow>> complete = new ArrayList<>(groups.size());
        int parent = 0;
        for (List<ResultRow> group : groups) {
            List<ResultRow> rows = new ArrayList<>(group.size());
            for (ResultRow row : group) {
                List<List<ResultRow>> embedded = new ArrayList<>(byEmbed.size());
                for (List<ResultPage> pages : byEmbed) {
                    embedded.add(pages.get(parent).rows());
                }
                rows.add(new ResultRow(row.row(), embedded));
                parent++;
            }
            complete.add(rows);
        }
        return complete;
    }
}
