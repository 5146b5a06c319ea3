package dev.streamviewer.gateway;

import io.vertx.core.Future;
import io.vertx.core.file.FileSystem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built page, held in memory: it is small, and what is not in this map cannot be asked for,
 * whatever a path looks like.
 */
record PageFiles(Map<String, PageFile> byPath) {
  private static final Logger log = LoggerFactory.getLogger(PageFiles.class);

  /** Reads a folder of the class path; a build without the page is told, and has no files. */
  static Future<PageFiles> load(FileSystem files, String folder) {
    var found = new HashMap<String, PageFile>();
    return files
        .exists(folder + "/index.html")
        .compose(built -> built ? addAll(files, folder, "", found) : missing())
        .map(done -> new PageFiles(Map.copyOf(found)));
  }

  Optional<PageFile> find(String path) {
    return Optional.ofNullable(byPath.get(path.equals("/") ? "/index.html" : path));
  }

  private static Future<Void> missing() {
    log.warn("This build has no page, only the API: it was made with -Dpage.skip=true");
    return Future.succeededFuture();
  }

  private static Future<Void> addAll(
      FileSystem files, String folder, String prefix, Map<String, PageFile> found) {
    return files
        .readDir(folder)
        .compose(
            paths ->
                Future.all(paths.stream().map(it -> add(files, it, prefix, found)).toList())
                    .mapEmpty());
  }

  private static Future<Void> add(
      FileSystem files, String file, String prefix, Map<String, PageFile> found) {
    var path = prefix + file.substring(file.replace('\\', '/').lastIndexOf('/')).replace('\\', '/');
    return files
        .props(file)
        .compose(
            it ->
                it.isDirectory()
                    ? addAll(files, file, path, found)
                    : files
                        .readFile(file)
                        .onSuccess(content -> found.put(path, PageFile.of(path, content)))
                        .mapEmpty());
  }
}
