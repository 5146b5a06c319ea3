/**
 * Health checks for operators and Kubernetes: startup, liveness and readiness, each with a sentence
 * that explains a fault.
 */
package dev.streamviewer.platform.health;
