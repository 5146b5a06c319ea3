/** The operations of {@code openapi.yaml}: request validation, access, and responses. */
package dev.streamviewer.gateway.api;
