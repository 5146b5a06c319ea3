package dev.streamviewer.platform.health;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.Status;
import java.util.Locale;

/** The result of a health check, with a sentence for the operator. */
public enum HealthStatus {
  /** The check passed. */
  UP,
  /** A fault that taking this process out of service would not fix. */
  DEGRADED,
  /** This process cannot do its work. */
  DOWN;

  private static final String CONDITION = "condition";
  private static final String SENTENCE = "sentence";

  /**
   * Creates the result of a check.
   *
   * @param sentence the situation, and how to fix a fault; without secrets
   */
  public Status because(String sentence) {
    var data = new JsonObject().put(CONDITION, name()).put(SENTENCE, sentence);
    return this == DOWN ? Status.KO(data) : Status.OK(data);
  }

  /** Reads the status of a result. */
  public static HealthStatus of(CheckResult check) {
    return check.getUp() && DEGRADED.name().equals(check.getData().getString(CONDITION, ""))
        ? DEGRADED
        : check.getUp() ? UP : DOWN;
  }

  /** The sentence of a result. A check that threw or timed out has none. */
  static String sentence(CheckResult check) {
    var data = check.getData();
    return data != null && data.containsKey(SENTENCE)
        ? data.getString(SENTENCE)
        : "The check did not answer in time.";
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
