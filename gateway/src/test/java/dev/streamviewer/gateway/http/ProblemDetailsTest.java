package dev.streamviewer.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemDetailsTest {
  @ParameterizedTest
  @CsvSource({
    "INVALID, 400",
    "UNAUTHENTICATED, 401",
    "FORBIDDEN, 403",
    "NOT_FOUND, 404",
    "INTERNAL, 500",
    "UPSTREAM, 502",
    "BUSY, 503",
    "TIMEOUT, 503",
    "UNAVAILABLE, 503",
    "LIMITED, 503"
  })
  void mapsEveryFailureOfAService(Reason reason, int status) {
    var problem = ProblemDetails.of(new BusFailure(reason, "A \"sentence\"."), 500);

    assertThat(problem)
        .isEqualTo(
            new ProblemDetails(status, reason.name().toLowerCase(Locale.ROOT), "A \"sentence\"."));
    assertThat(problem.isRetryable()).isEqualTo(status == 503);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"BUSY", "TIMEOUT", "UNAVAILABLE"})
  void letsClientsRetrySoon(Reason reason) {
    assertThat(ProblemDetails.of(new BusFailure(reason, "Later."), 500).retryAfter())
        .isEqualTo("1");
  }

  @Test
  void letsARateLimitedClientRetryWithinAMinute() {
    assertThat(ProblemDetails.of(new BusFailure(Reason.LIMITED, "Later."), 500).retryAfter())
        .isEqualTo("60");
  }

  @Test
  void keepsTheReasonOfARejectedRequest() {
    assertThat(ProblemDetails.of(RejectedRequest.oversize(16_384), 500))
        .isEqualTo(
            new ProblemDetails(
                413, "oversize", "The body is too large, expected at most 16,384 bytes."));
    assertThat(ProblemDetails.of(RejectedRequest.busy(), 500).retryAfter()).isEqualTo("1");
  }

  @Test
  void describesAnUnknownAddress() {
    assertThat(ProblemDetails.of(null, 404))
        .isEqualTo(new ProblemDetails(404, "no_such_address", "There is nothing at this address."));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 413, 499})
  void describesAMalformedRequest(int status) {
    var malformed = new ProblemDetails(status, "malformed", "The request cannot be understood.");

    assertThat(ProblemDetails.of(null, status)).isEqualTo(malformed);
    assertThat(ProblemDetails.of(new IllegalArgumentException("password"), status))
        .isEqualTo(malformed);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 599})
  void hidesTheTextOfAnUnexpectedFailure(int status) {
    assertThat(ProblemDetails.of(new IllegalStateException("password 123"), status))
        .isEqualTo(
            new ProblemDetails(500, "internal", "Something went wrong here. Please try again."));
  }

  @Test
  void followsRfc9457() {
    assertThat(new ProblemDetails(404, "not_found", "No \"ada\".").toJson().getMap())
        .isEqualTo(
            Map.of(
                "type", "about:blank",
                "title", "Not Found",
                "status", 404,
                "detail", "No \"ada\".",
                "code", "not_found"));
  }

  @Test
  void describesAFailureWithoutTextByItsTitle() {
    assertThat(new ProblemDetails(503, "refused", null).toJson().getString("detail"))
        .isEqualTo("Service Unavailable.");
  }
}
