/**
 * The operations of {@code openapi.yaml}: which requests are valid, who may send them, and what
 * answers them.
 */
package dev.streamviewer.gateway.api;
