package dev.streamviewer.webhook.websub;

import dev.streamviewer.platform.config.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The credentials of all topics. They are derived from the secrets of this deployment, so that
 * every process knows them without storing them, and a hub learns only those of its own topics.
 */
public final class HubCredentials {
  private final List<Secret> secrets;

  /**
   * @param secrets the secret for new subscriptions, then the previous one during a rotation
   */
  public HubCredentials(List<Secret> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /** The key id of {@link #current}, which is the same for all topics. */
  String currentKeyId() {
    return TopicCredentials.keyId(secrets.get(0));
  }

  /** The credentials with which a topic is subscribed to from now on. */
  TopicCredentials current(String topic) {
    return TopicCredentials.derive(secrets.get(0), topic);
  }

  /**
   * The credentials of a topic to whose callback a request came.
   *
   * @param token the token of that callback; null if the request had none
   * @return empty if no callback of this topic has the token
   */
  public Optional<TopicCredentials> find(String topic, Secret token) {
    return token == null ? Optional.empty() : all(topic).filter(it -> it.hasToken(token)).findAny();
  }

  /** The credentials of a topic by their key id; empty if the secret is no longer configured. */
  Optional<TopicCredentials> withKey(String topic, String keyId) {
    return all(topic).filter(it -> it.keyId().equals(keyId)).findAny();
  }

  private Stream<TopicCredentials> all(String topic) {
    return secrets.stream().map(secret -> TopicCredentials.derive(secret, topic));
  }
}
