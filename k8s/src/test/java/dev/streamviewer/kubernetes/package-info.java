/** Whether the manifests are what Kubernetes and the code understand. */
package dev.streamviewer.kubernetes;
