package dev.streamviewer.webhook.websub;

import dev.streamviewer.platform.config.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The credentials of all topics, derived from the secrets of this deployment. Every process can
 * derive them without storage, and a hub learns only the credentials of its own topics.
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

  /** Returns the credentials for new subscriptions to a topic. */
  TopicCredentials current(String topic) {
    return TopicCredentials.derive(secrets.get(0), topic);
  }

  /**
   * Returns the credentials of a topic whose callback received a request.
   *
   * @param token the token of that callback; null if the request had none
   * @return empty if no callback of this topic has the token
   */
  public Optional<TopicCredentials> find(String topic, Secret token) {
    return token == null ? Optional.empty() : all(topic).filter(it -> it.hasToken(token)).findAny();
  }

  /** Returns the credentials of a topic by key id; empty if the secret is no longer configured. */
  Optional<TopicCredentials> withKey(String topic, String keyId) {
    return all(topic).filter(it -> it.keyId().equals(keyId)).findAny();
  }

  private Stream<TopicCredentials> all(String topic) {
    return secrets.stream().map(secret -> TopicCredentials.derive(secret, topic));
  }
}
