package io.datachannels.emulators.maxcompute;

import io.datachannels.emulators.http.XmlLeaf;
import io.datachannels.emulators.maxcompute.store.ServiceError;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** Reads the documents that clients send. */
final class XmlInput {
    private XmlInput() {}

    /**
     * The text of each element that has no other in it, by its path, {@code Instance/Job/Priority}; of several with the
     * same path the last.
     *
     * @throws ServiceError if the document is no XML
     */
    static Map<String, String> leaves(byte[] document) {
        try {
            Map<String, String> leaves = new LinkedHashMap<>();
            XmlLeaf.all(document).forEach(leaf -> leaves.put(leaf.path(), leaf.text()));
            return leaves;
        } catch (XMLStreamException e) {
            throw new ServiceError(400, "MalformedXML", "The XML cannot be read: " + e.getMessage());
        }
    }
}
