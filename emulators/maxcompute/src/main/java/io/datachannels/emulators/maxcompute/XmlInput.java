package io.datachannels.emulators.maxcompute;

import io.datachannels.emulators.maxcompute.store.ServiceError;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the documents that clients send. Entities from outside are not followed. */
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
            return read(document);
        } catch (XMLStreamException e) {
            throw new ServiceError(400, "MalformedXML", "The XML cannot be read: " + e.getMessage());
        }
    }

    private static Map<String, String> read(byte[] document) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
        Map<String, String> leaves = new LinkedHashMap<>();
        StringBuilder path = new StringBuilder();
        StringBuilder text = new StringBuilder();
        boolean leaf = false;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                path.append(path.isEmpty() ? "" : "/").append(reader.getLocalName());
                text.setLength(0);
                leaf = true;
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (leaf) {
                    leaves.put(path.toString(), text.toString());
                }
                leaf = false;
                path.setLength(Math.max(0, path.lastIndexOf("/")));
            }
        }
        return leaves;
    }
}
