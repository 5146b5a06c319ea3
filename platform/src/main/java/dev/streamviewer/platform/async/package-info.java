/** Asynchronous work that takes many steps, or comes again and again. */
package dev.streamviewer.platform.async;
