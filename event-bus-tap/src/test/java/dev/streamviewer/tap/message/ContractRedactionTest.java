package dev.streamviewer.tap.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.Endpoint;
import dev.streamviewer.platform.bus.Topic;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All messages of the contract, with a mark in every field. */
class ContractRedactionTest {
  private static final String SECRET = "do-not-show-this";
  private static final Pattern MARK = Pattern.compile("mark-of-(\\w+)");

  /** The reviewed fields: a new field is shown only after it is added here. */
  private static final Set<String> MAY_BE_SHOWN =
      Set.of(
          "active",
          "after",
          "avatar",
          "body",
          "boxArt",
          "category",
          "categoryId",
          "cause",
          "channel",
          "clientId",
          "conditionField",
          "details",
          "error",
          "groups",
          "headline",
          "outcome",
          "id",
          "knownId",
          "language",
          "leaseSeconds",
          "login",
          "logins",
          "messageId",
          "mode",
          "moderator",
          "moderatorId",
          "name",
          "occupied",
          "pending",
          "query",
          "reason",
          "scopes",
          "socketId",
          "streamer",
          "streamerId",
          "text",
          "thumbnail",
          "title",
          "topic",
          "type",
          "url",
          "vacated",
          "viewerId",
          "viewerLogin",
          "writer");

  static Stream<Class<?>> messages() {
    return Arrays.stream(Contracts.class.getFields())
        .filter(it -> Modifier.isStatic(it.getModifiers()))
        .map(ContractRedactionTest::value)
        .flatMap(
            it ->
                it instanceof Endpoint<?, ?> endpoint
                    ? Stream.of(endpoint.question(), endpoint.answer())
                    : it instanceof Topic<?> topic ? Stream.of(topic.type()) : Stream.empty())
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void showsOnlyListedFieldsAndNoSecret(Class<?> message) throws Exception {
    var shown = new MessageBody(filled(message)).safe().toString();

    assertThat(shown).doesNotContain(SECRET);
    assertThat(MAY_BE_SHOWN).containsAll(marks(shown));
  }

  @Test
  void listsTheFieldsOfEveryMessage() {
    assertThat(messages())
        .hasSizeGreaterThan(20)
        .anyMatch(it -> it.getSimpleName().equals("AppToken"));
  }

  private static Object value(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> marks(String text) {
    return MARK.matcher(text)
        .results()
        .map(it -> it.group(1))
        .collect(TreeSet::new, Set::add, Set::addAll);
  }

  private static Object filled(Class<?> type) throws ReflectiveOperationException {
    var components = type.getRecordComponents();
    var values = new Object[components.length];
    for (var i = 0; i < values.length; i++) {
      values[i] = value(components[i].getGenericType(), components[i].getName());
    }
    var constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private static Object value(Type type, String name) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType generic) {
      return collection(generic, name);
    }
    var plain = (Class<?>) type;
    if (plain.isRecord()) {
      return plain == Secret.class ? new Secret(SECRET) : filled(plain);
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[0];
    }
    return Map.<Class<?>, Object>of(
            String.class,
            "mark-of-" + name,
            URI.class,
            URI.create("https://id.test/authorize?state=mark-of-" + name),
            Buffer.class,
            Buffer.buffer("not JSON, mark-of-" + name),
            JsonObject.class,
            new JsonObject().put("any", "mark-of-" + name),
            Instant.class,
            Instant.EPOCH,
            int.class,
            200,
            long.class,
            200L,
            boolean.class,
            true)
        .get(plain);
  }

  private static Object collection(ParameterizedType type, String name)
      throws ReflectiveOperationException {
    var of = type.getActualTypeArguments();
    if (type.getRawType() == Map.class) {
      return Map.of("x-any", value(of[1], name));
    }
    var value = value(of[0], name);
    return type.getRawType() == Set.class ? Set.of(value) : List.of(value);
  }
}
