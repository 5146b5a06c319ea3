package dev.streamviewer.platform.health;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.Status;
import java.util.Locale;

/** What a check can find. Each comes with a sentence for who has to mend it. */
public enum HealthStatus {
  /** All is well. */
  UP,
  /** Something is amiss that taking this process out of service would not mend. */
  DEGRADED,
  /** This process cannot do its work. */
  DOWN;

  private static final String CONDITION = "condition";
  private static final String SENTENCE = "sentence";

  /**
   * The finding of a check.
   *
   * @param sentence what is so, and where it is not good what to do; without secrets
   */
  public Status because(String sentence) {
    var data = new JsonObject().put(CONDITION, name()).put(SENTENCE, sentence);
    return this == DOWN ? Status.KO(data) : Status.OK(data);
  }

  /** Reads what was found. */
  public static HealthStatus of(CheckResult check) {
    return check.getUp() && DEGRADED.name().equals(check.getData().getString(CONDITION, ""))
        ? DEGRADED
        : check.getUp() ? UP : DOWN;
  }

  /** Why it was found. A check that broke, or did not end, has no words of its own. */
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
