package io.datachannels.emulators.http;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element that has no other in it: its path, as in {@code Delete/Object/Key}, and its text. */
public record XmlLeaf(String path, String text) {
    /** The leaves of a document that a client sent, in order. Entities from outside are not followed. */
    public static List<XmlLeaf> all(byte[] document) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
        List<XmlLeaf> leaves = new ArrayList<>();
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
                    leaves.add(new XmlLeaf(path.toString(), text.toString()));
                }
                leaf = false;
                path.setLength(Math.max(0, path.lastIndexOf("/")));
            }
        }
        return leaves;
    }
}
