/**
 * Health as operators and Kubernetes ask for it: whether a process has started, whether it still
 * turns, whether it can work; each check with a sentence that says why not.
 */
package dev.streamviewer.platform.health;
