package dev.streamviewer.platform.contract.streamer;

import java.util.List;

/** The categories with the most viewers, the largest first. */
public record FoundCategories(List<Category> categories) {
  /**
   * A category of streams.
   *
   * @param boxArt the address of the picture with {@code {width}} and {@code {height}}, or empty
   */
  public record Category(String id, String name, String boxArt) {}
}
