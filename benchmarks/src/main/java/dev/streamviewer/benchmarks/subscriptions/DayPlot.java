package dev.streamviewer.benchmarks.subscriptions;

import static dev.streamviewer.benchmarks.report.RootLocale.format;

import dev.streamviewer.benchmarks.subscriptions.SimulatedDay.Minute;
import dev.streamviewer.webhook.helix.HelixCallPurpose;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A picture of a day: panels below one another, with a point for every five minutes. */
final class DayPlot {
  private static final int STEP = 5;
  private static final int LEFT = 62;
  private static final int WIDTH = 780;
  private static final int HEIGHT = 150;
  private static final int TOP = 44;
  private static final int PANEL = 226;
  private static final int RIGHT = 24;
  private static final String INK = "#1f2328";
  private static final String FAINT = "#59636e";
  private static final String GRID = "#d9dee4";
  private static final String LIMIT = "#cf222e";

  private final List<List<Minute>> steps = new ArrayList<>();
  private final List<String> svg = new ArrayList<>();

  private record Series(String name, String color, ToDoubleFunction<List<Minute>> value) {}

  /**
   * @param limit the position of the limit line; 0 for none
   * @param stacked whether the series are stacked
   */
  private record Panel(
      String title, double limit, String limitName, boolean stacked, List<Series> series) {}

  private DayPlot(List<Minute> minutes) {
    for (var from = 0; from < minutes.size(); from += STEP) {
      steps.add(minutes.subList(from, Math.min(minutes.size(), from + STEP)));
    }
  }

  static String of(SimulatedDay day) {
    var plot = new DayPlot(day.minutes);
    var y = TOP;
    var panels = panels(day);
    for (var panel : panels) {
      plot.draw(panel, y);
      y += PANEL;
    }
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
    <rect width="100%%" height="100%%" rx="8" fill="#fff"/>
    %s
    </svg>
    """
        .formatted(LEFT + WIDTH + RIGHT, PANEL * panels.size(), String.join("\n", plot.svg));
  }

  private static List<Panel> panels(SimulatedDay day) {
    var costLimit = day.subscriptions.limit;
    var rateLimit = SimulatedTwitch.RATE_LIMIT;
    return List.of(
        new Panel(
            "Viewers and streamers",
            0,
            "",
            false,
            List.of(
                mean("viewers present", "#8250df", Minute::viewers),
                mean("streamers with listeners", "#bc4c00", Minute::listened),
                mean("fully subscribed", "#1a7f37", Minute::covered))),
        new Panel(
            "Cost of all subscriptions (maximum of five minutes)",
            costLimit,
            "max_total_cost",
            false,
            List.of(new Series("total_cost", "#0969da", it -> most(it, Minute::cost)))),
        new Panel(
            "Calls per minute to Twitch's API",
            rateLimit,
            "rate limit",
            true,
            List.of(
                mean("upkeep", "#9ec1e8", it -> it.calls(HelixCallPurpose.UPKEEP)),
                mean("creating", "#0969da", it -> it.calls(HelixCallPurpose.WATCHES)),
                mean("names and streams", "#d4a72c", it -> it.calls(HelixCallPurpose.NAMES)))),
        new Panel(
            "Watches per minute",
            0,
            "",
            false,
            List.of(
                mean("all", "#8250df", Minute::watches),
                mean("with delayed events", "#d4a72c", Minute::later),
                mean("without room", LIMIT, Minute::refused))));
  }

  private static Series mean(String name, String color, ToDoubleFunction<Minute> value) {
    return new Series(name, color, it -> it.stream().mapToDouble(value).average().orElse(0));
  }

  private static double most(List<Minute> minutes, ToDoubleFunction<Minute> value) {
    return minutes.stream().mapToDouble(value).max().orElse(0);
  }

  private void draw(Panel panel, int y) {
    var top = 1.08 * Math.max(panel.limit(), highest(panel));
    text(LEFT, y - 22, "start", INK, "bold", panel.title());
    grid(top, y);
    legend(panel, y - 5);
    var below = new double[steps.size()];
    for (var series : panel.series()) {
      curve(series, below, panel.stacked(), top, y);
    }
    if (panel.limit() > 0) {
      var at = y + HEIGHT * (1 - panel.limit() / top);
      line(at, LIMIT, " stroke-dasharray=\"6 4\"");
      text(
          LEFT + WIDTH,
          at - 5,
          "end",
          LIMIT,
          "normal",
          format("%s %,.0f", panel.limitName(), panel.limit()));
    }
  }

  private void grid(double top, int y) {
    var unit = unit(top);
    for (var value = 0.0; value <= top; value += unit) {
      var at = y + HEIGHT * (1 - value / top);
      line(at, GRID, "");
      text(LEFT - 8, at + 4, "end", FAINT, "normal", format("%,.0f", value));
    }
    for (var hour = 0; hour <= 24; hour += 3) {
      text(LEFT + WIDTH * hour / 24.0, y + HEIGHT + 18, "middle", FAINT, "normal", hour + ":00");
    }
  }

  /** The grid step of 1, 2 or 5 times a power of ten that gives three to six lines. */
  private static double unit(double top) {
    var power = Math.pow(10, Math.floor(Math.log10(top)));
    var share = top / power;
    return share < 1.5 ? power / 4 : share < 3 ? power / 2 : share < 6 ? power : 2 * power;
  }

  private void legend(Panel panel, int y) {
    var x = LEFT;
    for (var series : panel.series()) {
      svg.add(
          format(
              "<rect x=\"%d\" y=\"%d\" width=\"11\" height=\"11\" rx=\"2\" fill=\"%s\"/>",
              x, y - 10, series.color()));
      text(x + 16, y, "start", INK, "normal", series.name());
      x += 36 + 7 * series.name().length();
    }
  }

  private void curve(Series series, double[] below, boolean stacked, double top, int y) {
    var upper = new StringBuilder();
    var lower = new StringBuilder();
    for (var i = 0; i < steps.size(); i++) {
      var x = LEFT + WIDTH * (i + 0.5) / steps.size();
      var base = stacked ? below[i] : 0;
      below[i] = base + series.value().applyAsDouble(steps.get(i));
      upper.append(point(x, y + HEIGHT * (1 - below[i] / top)));
      lower.insert(0, point(x, y + HEIGHT * (1 - base / top)));
    }
    svg.add(
        stacked
            ? format("<polygon points=\"%s%s\" fill=\"%s\"/>", upper, lower, series.color())
            : format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"/>",
                upper, series.color()));
  }

  private double highest(Panel panel) {
    return steps.stream()
        .mapToDouble(
            step -> {
              var values =
                  panel.series().stream().mapToDouble(it -> it.value().applyAsDouble(step));
              return panel.stacked() ? values.sum() : values.max().orElse(0);
            })
        .max()
        .orElse(1);
  }

  private void text(double x, double y, String anchor, String color, String weight, String words) {
    svg.add(
        format(
            "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\" fill=\"%s\""
                + " font-weight=\"%s\">%s</text>",
            x, y, anchor, color, weight, words));
  }

  private void line(double y, String color, String more) {
    svg.add(
        format(
            "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"%s\"%s/>",
            LEFT, y, LEFT + WIDTH, y, color, more));
  }

  private static String point(double x, double y) {
    return format("%.1f,%.1f ", x, y);
  }
}
