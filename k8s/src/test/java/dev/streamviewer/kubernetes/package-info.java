/** Tests of the manifests against Kubernetes and the code. */
package dev.streamviewer.kubernetes;
