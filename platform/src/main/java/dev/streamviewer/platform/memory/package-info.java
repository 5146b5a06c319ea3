/** In-memory collections, all of bounded size. */
package dev.streamviewer.platform.memory;
