/** Asynchronous work that takes many steps or is repeated. */
package dev.streamviewer.platform.async;
