package com.connectgain.shared.store;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.store.Entries.Entry;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The writing half of the store. A change compiles to the row's own item and the difference of its entries; all of them
 * are written in one transaction, or, where the row's item is the only one, by one conditional write at half the price.
 */
final class Writer {

    private static final String ABSENT = "attribute_not_exists(pk)";
    private static final String UNCHANGED = "ver = :ver";
    /** DynamoDB removes what has expired hours later; until then its claims bind nobody. */
    private static final String FREE = "attribute_not_exists(pk) OR #ttl <= :now";

    private static final String HELD = "rpk = :rpk AND rsk = :rsk";
    private static final String HELD_OR_EXPIRED = ABSENT + " OR (" + HELD + ")";

    private final Dynamo dynamo;
    private final Tables tables;
    private final Clock clock;

    Writer(Dynamo dynamo, Tables tables, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.clock = clock;
    }

    /** One conditional write, what it was for, and what it means when its condition fails. */
    private record Step(TransactWriteItem write, Change change, Entry.Claim claim) {}

    /** Postings and search rows carry no condition: when a transaction would be too large they are written around it. */
    private static final class Plan {
        final List<String> causes;
        final List<Step> steps = new ArrayList<>();
        final Map<RowKey, Integer> taken = new HashMap<>();
        final Map<RowKey, Integer> released = new HashMap<>();
        Outcome refusal;
        final List<TransactWriteItem> counted = new ArrayList<>();
        final List<TransactWriteItem> added = new ArrayList<>();
        final List<TransactWriteItem> removed = new ArrayList<>();
        final List<Row> rows = new ArrayList<>();

        Plan(List<String> causes) {
            this.causes = causes;
        }

        int size() {
            return steps.size() + counted.size() + added.size() + removed.size();
        }
    }

    /**
     * @param claims what rows of the changes take beside them
     * @param causes what the written rows are marked with
     */
    Outcome write(List<Change> changes, List<Claim> claims, List<String> causes) {
        return write(changes, claims, causes, List.of());
    }

    /** @param tallies what else is counted when the changes are made */
    Outcome write(List<Change> changes, List<Claim> claims, List<String> causes, List<Tally> tallies) {
        Plan plan = new Plan(causes);
        for (Change change : changes) {
            plan(plan, change);
        }
        for (Claim claim : claims) {
            planClaim(plan, changes.get(claim.change()), claim);
        }
        if (plan.refusal != null) {
            return plan.refusal;
        }
        tallies.forEach(tally -> plan.counted.add(count(tally)));
        boolean spill = plan.size() > Dynamo.TRANSACTION;
        if (plan.steps.size() + plan.counted.size() > Dynamo.TRANSACTION) {
            throw new IllegalArgumentException(plan.steps.size() + " rows do not fit one transaction");
        }
        if (plan.steps.size() == 1 && plan.size() == 1) {
            return writeOne(plan);
        }
        // An entry without its row is harmless, since readers check the row; a row without its entry would be lost to
        // searches. So additions go before the transaction and removals after it.
        if (spill) {
            dynamo.writeAll(
                    tables.ops(), plan.added.stream().map(Writer::unconditional).toList());
        }
        List<TransactWriteItem> items =
                new ArrayList<>(plan.steps.stream().map(Step::write).toList());
        items.addAll(plan.counted);
        if (!spill) {
            items.addAll(plan.added);
            items.addAll(plan.removed);
        }
        try {
            dynamo.transact(items);
        } catch (TransactionCanceledException cancelled) {
            return refusal(plan, cancelled);
        }
        if (spill) {
            dynamo.writeAll(
                    tables.ops(),
                    plan.removed.stream().map(Writer::unconditional).toList());
        }
        return new Outcome.Written(plan.rows);
    }

    private void plan(Plan plan, Change change) {
        switch (change) {
            case Change.Insert(var row) -> {
                Row written = Row.stored(row.table(), row.values(), row.key(), 1);
                plan.steps.add(new Step(putRow(plan, written, ABSENT, null), change, null));
                planEntries(plan, change, row.table(), Map.of(), entries(written), written.key(), written.key());
                plan.rows.add(written);
            }
            case Change.Update(var before, var after) -> planUpdate(plan, change, before, after);
            case Change.Delete(var row) -> {
                plan.steps.add(new Step(deleteRow(row), change, null));
                planEntries(plan, change, row.table(), entries(row), Map.of(), row.key(), row.key());
                plan.rows.add(row);
            }
            case Change.Keep(var row) -> {
                plan.steps.add(new Step(
                        TransactWriteItem.builder()
                                .conditionCheck(ConditionCheck.builder()
                                        .tableName(tables.of(row.table()))
                                        .key(Dynamo.key(
                                                row.key().partition(), row.key().sort()))
                                        .conditionExpression(UNCHANGED)
                                        .expressionAttributeValues(version(row))
                                        .build())
                                .build(),
                        change,
                        null));
                plan.rows.add(row);
            }
        }
    }

    private void planUpdate(Plan plan, Change change, Row before, ObjectNode after) {
        Table table = before.table();
        RowKey computed = RowKeys.of(table, after);
        boolean keyless = table.primaryKey().isEmpty();
        RowKey key = keyless ? before.key() : computed;
        Row written = Row.stored(table, after, key, before.version() + 1);
        if (key.equals(before.key())) {
            plan.steps.add(new Step(putRow(plan, written, UNCHANGED, before), change, null));
        } else {
            plan.steps.add(new Step(deleteRow(before), change, null));
            plan.steps.add(new Step(putRow(plan, written, ABSENT, null), new Change.Insert(written), null));
        }
        planEntries(plan, change, table, entries(before), entries(written), before.key(), key);
        plan.rows.add(written);
    }

    private Map<RowKey, Entry> entries(Row row) {
        return Entries.of(row.table(), row.values(), row.key());
    }

    private void planEntries(
            Plan plan,
            Change change,
            Table table,
            Map<RowKey, Entry> before,
            Map<RowKey, Entry> after,
            RowKey formerKey,
            RowKey rowKey) {
        after.forEach((key, entry) -> {
            Entry former = before.get(key);
            if (entry.equals(former) && formerKey.equals(rowKey)) {
                return;
            }
            if (!(entry instanceof Entry.Claim claim)) {
                plan.added.add(putEntry(table, entry, rowKey));
            } else if (former == null) {
                take(plan, change, claim, rowKey);
            } else {
                plan.steps.add(new Step(putClaim(claim, rowKey, formerKey), change, claim));
            }
        });
        before.forEach((key, entry) -> {
            if (after.containsKey(key)) {
                return;
            }
            if (entry instanceof Entry.Claim claim) {
                release(plan, change, claim, formerKey);
            } else {
                plan.removed.add(deleteEntry(key));
            }
        });
    }

    private void planClaim(Plan plan, Change change, Claim claim) {
        Entry.Claim entry = EntryItems.named(claim);
        TransactWriteItem put =
                putClaim(EntryItems.claim(entry, plan.rows.get(claim.change()).key()), claim.former(), HELD_OR_EXPIRED);
        plan.steps.add(new Step(put, change, entry));
    }

    /** One transaction touches an item once: what one row gives up and another takes becomes one write. */
    private void take(Plan plan, Change change, Entry.Claim claim, RowKey holder) {
        RowKey key = new RowKey(claim.partition(), claim.sort());
        Integer released = plan.released.remove(key);
        if (released != null) {
            RowKey former = formerHolder(plan.steps.get(released));
            plan.steps.set(released, new Step(putClaim(claim, holder, former), change, claim));
            plan.taken.put(key, released);
            return;
        }
        Integer taken = plan.taken.get(key);
        if (taken != null) {
            plan.refusal = new Outcome.Taken(change, claim.unique(), holderOf(plan.steps.get(taken)));
            return;
        }
        plan.taken.put(key, plan.steps.size());
        plan.steps.add(new Step(putClaim(claim, holder, null), change, claim));
    }

    private void release(Plan plan, Change change, Entry.Claim claim, RowKey holder) {
        RowKey key = new RowKey(claim.partition(), claim.sort());
        Integer taken = plan.taken.get(key);
        if (taken != null) {
            Step step = plan.steps.get(taken);
            plan.steps.set(taken, new Step(putClaim(claim, holderOf(step), holder), step.change(), step.claim()));
            return;
        }
        plan.released.put(key, plan.steps.size());
        plan.steps.add(new Step(deleteEntry(key), change, null));
    }

    private static RowKey holderOf(Step step) {
        return switch (step.change()) {
            case Change.Insert(var row) -> row.key();
            case Change.Update(var before, var after) ->
                before.table().primaryKey().isEmpty() ? before.key() : RowKeys.of(before.table(), after);
            case Change.Delete(var row) -> row.key();
            case Change.Keep(var row) -> row.key();
        };
    }

    /** Where the row that gives a claim up was when it took it. */
    private static RowKey formerHolder(Step step) {
        return step.change() instanceof Change.Update(var before, var after) ? before.key() : holderOf(step);
    }

    private TransactWriteItem count(Tally tally) {
        List<String> additions = new ArrayList<>();
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":ttl", Dynamo.number(tally.expires().getEpochSecond()));
        tally.amounts().forEach((what, amount) -> {
            additions.add(Tally.PREFIX + what + " :" + what);
            values.put(":" + what, Dynamo.number(amount));
        });
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(tables.ops())
                        .key(Dynamo.key(tally.key(), Operations.SORT))
                        .updateExpression("ADD " + String.join(", ", additions) + " SET #ttl = :ttl")
                        .expressionAttributeNames(Map.of("#ttl", "ttl"))
                        .expressionAttributeValues(values)
                        .build())
                .build();
    }

    private TransactWriteItem deleteEntry(RowKey key) {
        return TransactWriteItem.builder()
                .delete(Delete.builder()
                        .tableName(tables.ops())
                        .key(Dynamo.key(key.partition(), key.sort()))
                        .build())
                .build();
    }

    private TransactWriteItem putRow(Plan plan, Row row, String condition, Row before) {
        Map<String, AttributeValue> item = RowItems.write(row.table(), row.values(), row.key(), row.version());
        if (!plan.causes.isEmpty()) {
            item.put(RowItems.CAUSE, Dynamo.text(String.join(",", plan.causes)));
        }
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(tables.of(row.table()))
                        .item(item)
                        .conditionExpression(condition)
                        .expressionAttributeValues(before == null ? null : version(before))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build())
                .build();
    }

    private TransactWriteItem deleteRow(Row row) {
        return TransactWriteItem.builder()
                .delete(Delete.builder()
                        .tableName(tables.of(row.table()))
                        .key(Dynamo.key(row.key().partition(), row.key().sort()))
                        .conditionExpression(UNCHANGED)
                        .expressionAttributeValues(version(row))
                        .build())
                .build();
    }

    private static Map<String, AttributeValue> version(Row row) {
        return Map.of(":ver", Dynamo.number(row.version()));
    }

    /** @param former who gives the claim up in the same transaction, or null when nobody alive may hold it */
    private TransactWriteItem putClaim(Entry.Claim claim, RowKey holder, RowKey former) {
        return putClaim(EntryItems.claim(claim, holder), former, HELD);
    }

    private TransactWriteItem putClaim(Map<String, AttributeValue> item, RowKey former, String held) {
        Put.Builder put = Put.builder()
                .tableName(tables.ops())
                .item(item)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (former == null) {
            put.conditionExpression(FREE)
                    .expressionAttributeNames(Map.of("#ttl", "ttl"))
                    .expressionAttributeValues(
                            Map.of(":now", Dynamo.number(clock.instant().getEpochSecond())));
        } else {
            put.conditionExpression(held)
                    .expressionAttributeValues(
                            Map.of(":rpk", Dynamo.text(former.partition()), ":rsk", Dynamo.text(former.sort())));
        }
        return TransactWriteItem.builder().put(put.build()).build();
    }

    private TransactWriteItem putEntry(Table table, Entry entry, RowKey rowKey) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(tables.ops())
                        .item(EntryItems.of(table, entry, rowKey))
                        .build())
                .build();
    }

    private static WriteRequest unconditional(TransactWriteItem item) {
        return item.put() != null
                ? WriteRequest.builder()
                        .putRequest(PutRequest.builder().item(item.put().item()).build())
                        .build()
                : WriteRequest.builder()
                        .deleteRequest(
                                DeleteRequest.builder().key(item.delete().key()).build())
                        .build();
    }

    private Outcome writeOne(Plan plan) {
        Step step = plan.steps.getFirst();
        try {
            if (step.write().put() != null) {
                Put put = step.write().put();
                dynamo.put(PutItemRequest.builder()
                        .tableName(put.tableName())
                        .item(put.item())
                        .conditionExpression(put.conditionExpression())
                        .expressionAttributeValues(
                                put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build());
            } else if (step.write().delete() != null) {
                Delete delete = step.write().delete();
                dynamo.delete(DeleteItemRequest.builder()
                        .tableName(delete.tableName())
                        .key(delete.key())
                        .conditionExpression(delete.conditionExpression())
                        .expressionAttributeValues(delete.expressionAttributeValues())
                        .build());
            } else {
                dynamo.transact(List.of(step.write()));
            }
            return new Outcome.Written(plan.rows);
        } catch (ConditionalCheckFailedException refused) {
            return isOurs(step, refused.item()) ? new Outcome.Written(plan.rows) : refusal(step, refused.item());
        } catch (TransactionCanceledException cancelled) {
            return refusal(plan, cancelled);
        }
    }

    /** The client sends a write again when the answer was lost; finding our own write there means it was done. */
    private static boolean isOurs(Step step, Map<String, AttributeValue> there) {
        if (there == null || step.write().put() == null) {
            return false;
        }
        Map<String, AttributeValue> sent = step.write().put().item();
        return sent.get("ver").equals(there.get("ver")) && sent.get("doc").equals(there.get("doc"));
    }

    private Outcome refusal(Plan plan, TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        for (int i = 0; i < plan.steps.size() && i < reasons.size(); i++) {
            if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
                return refusal(plan.steps.get(i), reasons.get(i).item());
            }
        }
        if (reasons.stream().anyMatch(reason -> Conflicts.CODES.contains(reason.code()))) {
            throw new StoreBusyException("transactions kept conflicting");
        }
        throw cancelled;
    }

    private static Outcome refusal(Step step, Map<String, AttributeValue> there) {
        if (step.claim() != null) {
            if (there == null || there.isEmpty()) {
                return new Outcome.Stale(step.change());
            }
            RowKey holder = new RowKey(there.get("rpk").s(), there.get("rsk").s());
            return new Outcome.Taken(step.change(), step.claim().unique(), holder);
        }
        return step.change() instanceof Change.Insert
                ? new Outcome.Exists(step.change())
                : new Outcome.Stale(step.change());
    }
}
