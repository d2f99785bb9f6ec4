package com.connectgain.shared.store;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The items of the ops table that belong to no row: claims, counters, caps, leases, what waits for one of these, and
 * remembered answers. Every one is decided by a single write, and every one expires.
 */
public final class Operations {

    static final String SORT = "-";
    private static final int TAKEN_FROM = 16;
    private static final Duration ENDLESS = Duration.ofDays(36_500);

    private final Dynamo dynamo;
    private final String table;
    private final Clock clock;

    Operations(Dynamo dynamo, String table, Clock clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.clock = clock;
    }

    /** Counts one up unless that would pass {@code cap}; the new count, or nothing when the cap is reached. */
    public OptionalLong countBelow(String key, long cap, Instant expires) {
        try {
            var response = dynamo.update(UpdateItemRequest.builder()
                    .tableName(table)
                    .key(Dynamo.key(key, SORT))
                    .updateExpression("SET n = if_not_exists(n, :zero) + :one, #ttl = :ttl")
                    .conditionExpression("attribute_not_exists(n) OR n < :cap")
                    .expressionAttributeNames(Map.of("#ttl", "ttl"))
                    .expressionAttributeValues(Map.of(
                            ":zero", Dynamo.number(0),
                            ":one", Dynamo.number(1),
                            ":cap", Dynamo.number(cap),
                            ":ttl", Dynamo.number(expires.getEpochSecond())))
                    .returnValues(ReturnValue.UPDATED_NEW)
                    .build());
            return OptionalLong.of(Long.parseLong(response.attributes().get("n").n()));
        } catch (ConditionalCheckFailedException full) {
            return OptionalLong.empty();
        }
    }

    /** Takes back one that {@link #countBelow} counted; a count that has ended meanwhile has nothing to give. */
    public void uncount(String key) {
        try {
            dynamo.update(UpdateItemRequest.builder()
                    .tableName(table)
                    .key(Dynamo.key(key, SORT))
                    .updateExpression("SET n = n - :one")
                    .conditionExpression("n > :zero")
                    .expressionAttributeValues(Map.of(":zero", Dynamo.number(0), ":one", Dynamo.number(1)))
                    .build());
        } catch (ConditionalCheckFailedException ended) {
            // Nothing is counted any more.
        }
    }

    /** The next number of an endless count; the first is 1. */
    public long next(String key) {
        return countBelow(key, Long.MAX_VALUE, clock.instant().plus(ENDLESS)).orElseThrow();
    }

    public long count(String key) {
        return dynamo.get(table, Dynamo.key(key, SORT), true)
                .map(item -> Long.parseLong(item.get("n").n()))
                .orElse(0L);
    }

    /** What {@link Tally tallies} came to under each of these keys; without those that came to nothing. */
    public Map<String, Map<String, Long>> tallies(Collection<String> keys) {
        Map<String, Map<String, Long>> tallies = new HashMap<>();
        List<Map<String, AttributeValue>> wanted =
                keys.stream().map(key -> Dynamo.key(key, SORT)).toList();
        for (Map<String, AttributeValue> item : dynamo.getAll(table, wanted, true)) {
            Map<String, Long> counts = new HashMap<>();
            item.forEach((name, value) -> {
                if (name.startsWith(Tally.PREFIX) && !value.n().equals("0")) {
                    counts.put(name.substring(Tally.PREFIX.length()), Long.valueOf(value.n()));
                }
            });
            if (!counts.isEmpty()) {
                tallies.put(item.get("pk").s(), counts);
            }
        }
        return tallies;
    }

    /**
     * Takes {@code key} if nobody holds it, or if the holder's time has passed.
     *
     * @return empty when it is ours now, else what the holder stored
     */
    public Optional<ObjectNode> claim(String key, ObjectNode value, Instant expires) {
        try {
            dynamo.put(PutItemRequest.builder()
                    .tableName(table)
                    .item(item(key, value, expires))
                    .conditionExpression("attribute_not_exists(pk) OR #ttl <= :now")
                    .expressionAttributeNames(Map.of("#ttl", "ttl"))
                    .expressionAttributeValues(
                            Map.of(":now", Dynamo.number(clock.instant().getEpochSecond())))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                    .build());
            return Optional.empty();
        } catch (ConditionalCheckFailedException held) {
            return Optional.of(value(held.item()));
        }
    }

    public boolean claim(String key, Instant expires) {
        return claim(key, Json.object(), expires).isEmpty();
    }

    /**
     * Joins those that share {@code key}, unless so many are there already.
     *
     * @param expires when all of them are forgotten unless another joins
     * @return empty when it has joined, else who is there
     */
    public Optional<Set<String>> join(String key, String member, int most, Instant expires) {
        try {
            dynamo.update(UpdateItemRequest.builder()
                    .tableName(table)
                    .key(Dynamo.key(key, SORT))
                    .updateExpression("ADD members :mine SET #ttl = :ttl")
                    .conditionExpression("attribute_not_exists(members) OR size(members) < :most")
                    .expressionAttributeNames(Map.of("#ttl", "ttl"))
                    .expressionAttributeValues(Map.of(
                            ":mine", AttributeValue.fromSs(List.of(member)),
                            ":most", Dynamo.number(most),
                            ":ttl", Dynamo.number(expires.getEpochSecond())))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                    .build());
            return Optional.empty();
        } catch (ConditionalCheckFailedException full) {
            return Optional.of(Set.copyOf(full.item().get("members").ss()));
        }
    }

    /** @return how many have come to {@link #await} since all had been served */
    public long leave(String key, List<String> members) {
        return waiting(dynamo.update(UpdateItemRequest.builder()
                .tableName(table)
                .key(Dynamo.key(key, SORT))
                .updateExpression("DELETE members :gone")
                .expressionAttributeValues(Map.of(":gone", AttributeValue.fromSs(members)))
                .returnValues(ReturnValue.ALL_NEW)
                .build()));
    }

    /**
     * Tells those that share {@code key} that one more waits.
     *
     * @return how many have come to wait, if there is nobody who would learn of them by leaving
     */
    public OptionalLong await(String key) {
        UpdateItemResponse after = dynamo.update(UpdateItemRequest.builder()
                .tableName(table)
                .key(Dynamo.key(key, SORT))
                .updateExpression("ADD waiting :one")
                .expressionAttributeValues(Map.of(":one", Dynamo.number(1)))
                .returnValues(ReturnValue.ALL_NEW)
                .build());
        return after.attributes().containsKey("members") ? OptionalLong.empty() : OptionalLong.of(waiting(after));
    }

    private static long waiting(UpdateItemResponse after) {
        AttributeValue waiting = after.attributes().get("waiting");
        return waiting == null ? 0 : Long.parseLong(waiting.n());
    }

    /** All who waited have been served; false when there are more than {@code waiting} by now. */
    public boolean settle(String key, long waiting) {
        try {
            dynamo.update(UpdateItemRequest.builder()
                    .tableName(table)
                    .key(Dynamo.key(key, SORT))
                    .updateExpression("REMOVE waiting")
                    .conditionExpression("attribute_not_exists(waiting) OR waiting <= :waiting")
                    .expressionAttributeValues(Map.of(":waiting", Dynamo.number(waiting)))
                    .build());
            return true;
        } catch (ConditionalCheckFailedException others) {
            return false;
        }
    }

    /** Puts a value among those that wait under {@code key}, in the order of {@code place}. */
    public void enqueue(String key, String place, ObjectNode value, Instant expires) {
        dynamo.put(PutItemRequest.builder()
                .tableName(table)
                .item(item(key, place, value, expires))
                .build());
    }

    /** Takes one of the first that wait under {@code key}; who takes at the same time takes another. */
    public Optional<ObjectNode> dequeue(String key) {
        while (true) {
            List<Map<String, AttributeValue>> first = new ArrayList<>(dynamo.query(QueryRequest.builder()
                            .tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("pk = :pk")
                            .expressionAttributeValues(Map.of(":pk", Dynamo.text(key)))
                            .projectionExpression("pk, sk")
                            .limit(TAKEN_FROM)
                            .build())
                    .items());
            if (first.isEmpty()) {
                return Optional.empty();
            }
            Collections.shuffle(first, ThreadLocalRandom.current());
            for (Map<String, AttributeValue> place : first) {
                Map<String, AttributeValue> taken = dynamo.delete(DeleteItemRequest.builder()
                                .tableName(table)
                                .key(place)
                                .returnValues(ReturnValue.ALL_OLD)
                                .build())
                        .attributes();
                if (!taken.isEmpty()) {
                    return Optional.of(value(taken));
                }
            }
        }
    }

    /** Replaces what is stored under {@code key}, whoever put it there. */
    public void put(String key, ObjectNode value, Instant expires) {
        dynamo.put(PutItemRequest.builder()
                .tableName(table)
                .item(item(key, value, expires))
                .build());
    }

    /**
     * Replaces what {@link #find} answered, unless somebody else did meanwhile.
     *
     * @param before null for nothing
     */
    public boolean replace(String key, ObjectNode before, ObjectNode value, Instant expires) {
        String unchanged = before == null ? "attribute_not_exists(pk) OR #ttl <= :before" : "#value = :before";
        try {
            dynamo.put(PutItemRequest.builder()
                    .tableName(table)
                    .item(item(key, value, expires))
                    .conditionExpression(unchanged)
                    .expressionAttributeNames(before == null ? Map.of("#ttl", "ttl") : Map.of("#value", "value"))
                    .expressionAttributeValues(Map.of(
                            ":before",
                            before == null
                                    ? Dynamo.number(clock.instant().getEpochSecond())
                                    : Dynamo.text(Json.write(before))))
                    .build());
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        }
    }

    public Optional<ObjectNode> find(String key) {
        return dynamo.get(table, Dynamo.key(key, SORT), true)
                .filter(item ->
                        Long.parseLong(item.get("ttl").n()) > clock.instant().getEpochSecond())
                .map(Operations::value);
    }

    public void release(String key) {
        dynamo.delete(DeleteItemRequest.builder()
                .tableName(table)
                .key(Dynamo.key(key, SORT))
                .build());
    }

    private static Map<String, AttributeValue> item(String key, ObjectNode value, Instant expires) {
        return item(key, SORT, value, expires);
    }

    private static Map<String, AttributeValue> item(String key, String sort, ObjectNode value, Instant expires) {
        Map<String, AttributeValue> item = new HashMap<>(Dynamo.key(key, sort));
        item.put("value", Dynamo.text(Json.write(value)));
        item.put("ttl", Dynamo.number(expires.getEpochSecond()));
        return item;
    }

    private static ObjectNode value(Map<String, AttributeValue> item) {
        return item != null && item.containsKey("value")
                ? Json.readObject(item.get("value").s())
                : Json.object();
    }
}
