package dev.streamviewer.testing;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets Awaitility wait for a minute in every test. A long wait makes no green test slower, and no
 * loaded machine exceeds it.
 */
public final class LongWaits implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(Await.TIMEOUT);
  }
}
